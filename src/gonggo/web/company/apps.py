"""The company's desk as a Django app."""

from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "gonggo.web.company"
    label = "company_desk"
