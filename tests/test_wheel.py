"""The wheel holds everything: installed in an empty environment it makes the demo and serves its pages.

Built without isolation and without the network. What gonggo needs is made visible by a path file that names this
environment's packages: gonggo itself comes from the wheel alone, because path files are not read from there.
"""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from demos import a_port, end, get, is_up, start, until

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = folder.glob("gonggo-*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and nothing else of ours."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (packages / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps"]
    subprocess.run([*install, "--python", str(home / "bin" / "python"), str(wheel)], check=True)
    return home / "bin" / "python"


def test_the_wheel_holds_programs_templates_styles_words_and_statements_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    in_source = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src" / "gonggo").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert in_source <= names
    assert [name for name in names if name.startswith(("tests/", "bench/"))] == []
    for kind in (".toml", ".html", ".css", ".js", ".woff2", ".mo", ".sql", ".typ", ".ttf"):
        assert any(name.endswith(kind) for name in names), kind


def test_the_installed_wheel_makes_the_demo_and_serves_a_page_with_its_style(python: Path, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GONGGO_", "DJANGO_", "PYTHON"))}
    where = subprocess.run(
        [str(python), "-c", "import gonggo; print(gonggo.__file__)"],
        cwd=tmp_path,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    demo = start(tmp_path / "data", a_port(), python=python, cwd=tmp_path)
    try:
        until(lambda: is_up(demo.url) or demo.process.poll() is not None)
        home = get(f"{demo.url}/")
        style = get(f"{demo.url}/static/gonggo.css")
        english = get(f"{demo.url}/", language="en")
    finally:
        end(demo)

    assert where.startswith(str(python.parent.parent))
    assert (home[0], style[0], english[0]) == (200, 200, 200)
    assert "<h1" in home[2]
    assert 'lang="en"' in english[2]
