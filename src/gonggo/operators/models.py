"""Rows of operators: one for each operator of each program, with its agreement."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.kernel.ref import Kind, Ref
from gonggo.operators.states import HAS_AGREEMENT, OperatorState


class Operator(models.Model):
    """An operator in one program. Rate: a handful for each program; never thinned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    operator = models.CharField(max_length=60)  # its key in the program folder, and of its office in parties
    state = models.CharField(max_length=10, choices=OperatorState)
    named_at = models.DateTimeField()
    number = models.CharField(max_length=40, blank=True)  # of the agreement
    agreed_on = models.DateField(null=True)
    begins_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    document_id = models.UUIDField(null=True)  # the agreement as it was signed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "operator"], name="one_operator_of_a_program"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_agreement_of_a_number"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(HAS_AGREEMENT))
                | ~Q(number="")
                & Q(agreed_on__isnull=False, begins_on__isnull=False, last_on__isnull=False, document_id__isnull=False),
                name="agreed_operator_has_agreement",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(last_on__gte=F("begins_on")), name="agreement_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.operator} {self.state}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.OPERATOR, self.id)
