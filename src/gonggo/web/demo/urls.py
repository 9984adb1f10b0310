"""The demo's addresses: mounted in a demo or rehearsal only."""

from gonggo.web.demo import day_views, proving, views
from gonggo.web.ui.access import DEMO, route

app_name = "demo"
urlpatterns = [
    route("", views.panel, name="panel", who=DEMO),
    route("now", views.now, name="now", who=DEMO),
    route("clock", views.move_clock, name="move_clock", who=DEMO),
    route("sign-in", views.sign_in, name="sign_in", who=DEMO),
    route("prove", proving.prove, name="prove", who=DEMO),
    route("days", day_views.choose, name="choose_day", who=DEMO),
    route("days/<slug:key>/", day_views.coming, name="day", who=DEMO),
    route("days/<slug:key>/state", day_views.coming_state, name="day_state", who=DEMO),
    route("mail/", views.mailbox, name="mailbox", who=DEMO),
    route("mail/<uuid:mail_id>/", views.mail, name="mail", who=DEMO),
]
