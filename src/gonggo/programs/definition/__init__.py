"""The frame of a program: frozen types, one file for each notion."""

from gonggo.programs.definition.application import Choice, Question, QuestionKind, QuestionSection, SectionKind
from gonggo.programs.definition.dates import Change, Moment, Stage, WindowPart
from gonggo.programs.definition.eligibility import Exclusion, LiftedException, Requirement, RuleSet, Settling
from gonggo.programs.definition.frame import Amount, Proportion, Said
from gonggo.programs.definition.library import (
    Faq,
    Form,
    FormField,
    FormKind,
    FormPart,
    FormTable,
    Manual,
    Menu,
    Post,
    Step,
)
from gonggo.programs.definition.notice import (
    Body,
    Chapter,
    Clause,
    Contact,
    NoticeVersion,
    Operator,
    PartyRole,
    RoleLabel,
    VersionKind,
)
from gonggo.programs.definition.papers import Consent, GivenBy, Paper, PaperKind
from gonggo.programs.definition.program import BLOCKS, ROOMS, Program
from gonggo.programs.definition.rooms import Group, Section, Value
from gonggo.programs.definition.support import Combination, MoneyRules, Places, SupportType, Track

__all__ = [
    "BLOCKS",
    "ROOMS",
    "Amount",
    "Body",
    "Change",
    "Chapter",
    "Choice",
    "Clause",
    "Combination",
    "Consent",
    "Contact",
    "Exclusion",
    "Faq",
    "Form",
    "FormField",
    "FormKind",
    "FormPart",
    "FormTable",
    "GivenBy",
    "Group",
    "LiftedException",
    "Manual",
    "Menu",
    "Moment",
    "MoneyRules",
    "NoticeVersion",
    "Operator",
    "Paper",
    "PaperKind",
    "PartyRole",
    "Places",
    "Post",
    "Program",
    "Proportion",
    "Question",
    "QuestionKind",
    "QuestionSection",
    "Requirement",
    "RoleLabel",
    "RuleSet",
    "Said",
    "Section",
    "SectionKind",
    "Settling",
    "Stage",
    "Step",
    "SupportType",
    "Track",
    "Value",
    "VersionKind",
    "WindowPart",
]
