"""Live pages over a test db with one agreement in signature; screenshots."""
import sys
sys.path[:0]=["/tmp/wt/signing/tests","/tmp/wt/signing/tests/web/offices"]
import pytest
from browsing import house, launched  # noqa
from test_signing import in_signature, place
from agreeing import RESULT, an_agreement
from django.conf import settings
pytestmark=pytest.mark.django_db(databases=["default","door"])

def cookies(client, url):
    return [{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": url}]

def test_look(house, monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: RESULT)
    made=an_agreement(); people=in_signature(made)
    clients={k:p.client for k,p in people.items()}
    clients["agency"].post(place("agency",made)+"/give")
    with launched() as browser:
        for key,addresses in {"operator":[place("operator",made),"/operator/agreements/to-sign","/operator/waiting/"],"adopter":[place("adopter",made)]}.items():
            for w in (375,1280):
                c=browser.new_context(viewport={"width":w,"height":900}); c.add_cookies(cookies(clients[key],house))
                for n,a in enumerate(addresses):
                    page=c.new_page(); page.goto(house+a); page.screenshot(path=f"/tmp/own-signing/{key}{n}-{w}.png",full_page=True)
                if key=="operator":
                    page=c.new_page(); page.goto(house+"/ui#signatures"); page.locator("#signatures").screenshot(path=f"/tmp/own-signing/ui-{w}.png")
                c.close()
