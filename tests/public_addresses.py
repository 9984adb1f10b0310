"""Every address of the public desk, for one program."""

from django.urls import reverse

from gonggo.programs.definition import Program
from gonggo.web.public.urls import urlpatterns

FILES = {
    "deadline",
    "definition",
    "form_pdf",
    "form_hwpx",
    "forms_zip",
    "manual_pdf",
    "manual_hwpx",
    "verifier",
    "keys",
    "key",
    "checkpoint",
}
OF_ONE_PERSON = {"own_consent"}
"""Behind a link that only its person has: test_own_consent.py opens it."""
WITH_A_POST = {"ask"}
"""Take a post, and so are kept for nobody."""
PAGES = sorted({pattern.name for pattern in urlpatterns} - FILES - OF_ONE_PERSON)


def address(name: str, program: Program) -> str:
    """Where the page called ``name`` stands; of several posts, forms and manuals the first."""
    given = {
        "key": program.key,
        "number": program.version,
        "post_key": program.posts[0].key if program.posts else "",
        "form_key": program.forms[0].key if program.forms else "",
        "use": "receipt",
        "manual_key": program.manuals[0].key if program.manuals else "",
    }
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    return reverse(f"public:{name}", kwargs={key: given[key] for key in pattern.pattern.converters})
