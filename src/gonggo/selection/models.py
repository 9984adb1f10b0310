"""Rows of selection: what was decided before, the list of results, each application's place in it."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.selection.definition import Outcome, Tie
from gonggo.selection.states import FIXED, STANDING, RoundState


class Seed(models.Model):
    """The text that the draw is made from, on record before the last stage has any result. It never changes."""

    program = models.CharField(max_length=80, primary_key=True)
    text = models.CharField(max_length=200)
    published_by = models.UUIDField()
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.program}: {self.text}"


class TieDecision(models.Model):
    """The committee puts some that tie in an order. ``numbers`` is {"version": 1, "numbers": [first, …]}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80, db_index=True)
    numbers = models.JSONField()
    reason = models.CharField(max_length=500)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.program}: {self.numbers}"


class PlacesMoved(models.Model):
    """Unused places of one track and type are given to another, by a recorded decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80, db_index=True)
    from_track = models.CharField(max_length=40)
    from_type = models.CharField(max_length=40)
    to_track = models.CharField(max_length=40)
    to_type = models.CharField(max_length=40)
    places = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(places__gt=0), name="places_are_moved")]

    def __str__(self) -> str:
        return f"{self.places} {self.from_track}/{self.from_type} to {self.to_track}/{self.to_type}"


class Round(models.Model):
    """A list of results. ``bundle`` is all that it is made of (``verify.recompute`` makes it again); ``digest`` its
    SHA-256, which both who confirm have in front of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAWN)
    bundle = models.JSONField()
    digest = models.CharField(max_length=64)
    drawn_by = models.UUIDField()
    drawn_at = models.DateTimeField()
    first_by = models.UUIDField(null=True)
    first_at = models.DateTimeField(null=True)
    second_by = models.UUIDField(null=True)
    second_at = models.DateTimeField(null=True)
    publish_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program"], condition=Q(state__in=sorted(STANDING)), name="one_standing_round"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(FIXED))
                | Q(first_by__isnull=False, second_by__isnull=False) & ~Q(first_by=F("second_by")),
                name="confirmed_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["announced", "published"]) | Q(publish_at__isnull=False),
                name="published_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.state}"


class Place(models.Model):
    """What became of one application. Rate: as many as were evaluated; thinned by retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="places")
    application_id = models.UUIDField()
    number = models.CharField(max_length=40)
    track = models.CharField(max_length=40)
    type = models.CharField(max_length=40)
    rank = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Outcome])
    broken_by = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Tie])
    given_up_at = models.DateTimeField(null=True)
    given_up_reason = models.CharField(max_length=500, blank=True)
    promoted_at = models.DateTimeField(null=True)
    upheld_at = models.DateTimeField(null=True)  # an objection to it was upheld: it comes before the reserve

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "application_id"], name="one_place_of_application"),
            models.UniqueConstraint(
                fields=["round", "track", "type", "rank"], condition=Q(rank__isnull=False), name="one_of_a_rank"
            ),
            models.CheckConstraint(
                condition=Q(promoted_at=None) | Q(outcome=Outcome.RESERVE) | Q(upheld_at__isnull=False),
                name="promoted_from_reserve",
            ),
        ]
        indexes = [models.Index(fields=["application_id"], name="places_of_application")]

    def __str__(self) -> str:
        return f"{self.number} {self.outcome} {self.rank or ''}"
