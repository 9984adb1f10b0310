"""Rows of evaluation: evaluators, panels with their seats and applications, conflicts, sheets, results."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.evaluation.definition import Finding, Ground, Part, Sector, Stage, Word
from gonggo.evaluation.states import PanelState

_STAGES = [(stage.value, stage.value) for stage in Stage]
_FINDINGS = [("", ""), *((finding.value, finding.value) for finding in Finding)]


class Evaluator(models.Model):
    """A person whom the agency, or an operator for its own visits, admits to score in one program."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    person_id = models.UUIDField()
    operator = models.CharField(max_length=60, blank=True)  # whose expert; empty for the agency's evaluators
    sector = models.CharField(max_length=10, choices=[(sector.value, sector.value) for sector in Sector])
    employer = models.CharField(max_length=120)
    employer_brn = models.CharField(max_length=10, blank=True)
    admitted_by = models.UUIDField()
    admitted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person_id"], condition=Q(ended_at=None), name="one_evaluator_of_person"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("admitted_at")), name="evaluator_ends"
            ),
        ]
        indexes = [models.Index(fields=["person_id"], name="evaluator_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.program}"


class EmployedBefore(models.Model):
    """Whom an evaluator worked for before, until which day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="employed_before")
    name = models.CharField(max_length=120)
    brn = models.CharField(max_length=10, blank=True)
    until_on = models.DateField()  # the first day on which it was no longer so

    def __str__(self) -> str:
        return f"{self.name} until {self.until_on}"


class Panel(models.Model):
    """People who score applications of one stage on one day: two who visit, or a committee."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=_STAGES)
    operator = models.CharField(max_length=60, blank=True)  # whose experts visit; empty for a committee
    name = models.CharField(max_length=120)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=PanelState, default=PanelState.FORMING)
    chair_id = models.UUIDField(null=True)  # the seat of who was elected
    formed_by = models.UUIDField()
    formed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="forming", opened_at=None, closed_at=None)
                | Q(state="open", opened_at__isnull=False, closed_at=None)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="panel_has_its_moments",
            ),
        ]
        indexes = [models.Index(fields=["program", "stage", "on"], name="panels_of_stage")]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class Seat(models.Model):
    """An evaluator in a panel. A seat that was given up keeps its row: it tells who was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    seated_at = models.DateTimeField()
    pledged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "evaluator"], condition=Q(ended_at=None), name="one_seat_of_evaluator"
            ),
            models.UniqueConstraint(
                fields=["panel", "part"],
                condition=Q(ended_at=None, part__in=["first", "second"]),
                name="one_first_and_one_second",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator_id} in {self.panel_id}"


class Assessed(models.Model):
    """An application before a panel: one panel a stage. One that was set aside keeps its row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="assessed")
    stage = models.CharField(max_length=10, choices=_STAGES)
    application_id = models.UUIDField()
    put_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application_id", "stage"], condition=Q(ended_at=None), name="one_panel_a_stage"
            ),
        ]
        indexes = [
            models.Index(fields=["panel", "application_id"], name="assessed_in_panel"),
            models.Index(fields=["application_id"], name="assessed_application"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} at {self.stage}"


class Serial(models.Model):
    """The last number given in one series: locked while the next is taken, and while a stage is planned."""

    series = models.CharField(max_length=120, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Conflict(models.Model):
    """Somebody does not score an application: the word for it, the ground, number and day. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="conflicts")
    application_id = models.UUIDField()
    word = models.CharField(max_length=12, choices=[(word.value, word.value) for word in Word])
    ground = models.CharField(max_length=20, choices=[(ground.value, ground.value) for ground in Ground])
    number = models.CharField(max_length=100, unique=True)
    on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.UUIDField(null=True)  # null: by rule, when the panel opened
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "application_id"], name="one_conflict_of_a_pair"),
            models.CheckConstraint(condition=Q(word="disqualified") | ~Q(note=""), name="declared_conflict_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.evaluator_id} for {self.application_id}"


class SheetDraft(models.Model):
    """A sheet while it is written. ``points``: {item key: whole points}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="drafts")
    application_id = models.UUIDField()
    points = models.JSONField()
    opinion = models.TextField(max_length=2000, blank=True)
    finding = models.CharField(max_length=10, choices=_FINDINGS, blank=True)
    money_flag = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "application_id"], name="one_draft_of_sheet")]

    def __str__(self) -> str:
        return f"draft of {self.seat_id} for {self.application_id}"


class Sheet(models.Model):
    """A sheet as it was filed. Only grows. ``points``: {item key: whole points}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    application_id = models.UUIDField()
    points = models.JSONField()
    opinion = models.TextField(max_length=2000)
    finding = models.CharField(max_length=10, choices=_FINDINGS, blank=True)
    money_flag = models.BooleanField(default=False)
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "application_id"], name="one_sheet_of_seat"),
            models.CheckConstraint(condition=~Q(opinion=""), name="sheet_has_opinion"),
        ]
        indexes = [models.Index(fields=["application_id"], name="sheets_of_application")]

    def __str__(self) -> str:
        return f"{self.seat_id} for {self.application_id}"


class StageResult(models.Model):
    """What a panel decided of an application: the exact mean as a fraction, passed or not. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    application_id = models.UUIDField()
    stage = models.CharField(max_length=10, choices=_STAGES)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="results")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    passed = models.BooleanField()
    finding = models.CharField(max_length=10, choices=_FINDINGS, blank=True)
    opinion = models.TextField(max_length=2000)  # of the first visitor, or of the chair
    money_flag = models.BooleanField(default=False)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application_id", "stage"], name="one_result_a_stage"),
            models.CheckConstraint(condition=Q(denominator__gt=0), name="mean_is_a_fraction"),
        ]
        indexes = [models.Index(fields=["program", "stage"], name="results_of_stage")]

    def __str__(self) -> str:
        return f"{self.application_id} at {self.stage}: {self.numerator}/{self.denominator}"


class StageSkipped(models.Model):
    """A recorded decision that a stage is skipped. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    stage = models.CharField(max_length=10, choices=_STAGES)
    reason = models.CharField(max_length=500)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "stage"], name="stage_skipped_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="skipped_stage_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.program}"


class Bonus(models.Model):
    """Bonus points of an application, fixed before the first assessment opens. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField()
    ground = models.CharField(max_length=200)
    points = models.PositiveSmallIntegerField()
    fixed_by = models.UUIDField()
    fixed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application_id", "ground"], name="one_bonus_for_a_ground"),
            models.CheckConstraint(condition=Q(points__gt=0) & ~Q(ground=""), name="bonus_has_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.points} for {self.application_id}"
