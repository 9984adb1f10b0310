"""The addresses of the shared pages."""

from gonggo.web.ui.access import PUBLIC, route
from gonggo.web.ui.language import choose_language
from gonggo.web.ui.views import gallery, icon

app_name = "ui"
urlpatterns = [
    route("favicon.ico", icon, name="icon", who=PUBLIC),
    route("ui", gallery, name="gallery", who=PUBLIC),
    route("language/<str:language>", choose_language, name="language", who=PUBLIC),
]
