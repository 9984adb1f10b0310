"""The versions of programs that have been loaded. They only grow."""

from django.db import models
from django.db.models import Q

KINDS = ("notice", "amendment", "extension")


class LoadedVersion(models.Model):
    """One published version of a program, with all that its folder said, as canonical JSON.

    Rate: a few rows a program. Never changed and never thinned (a trigger refuses it).
    """

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.TextField()
    kind = models.CharField(max_length=20)
    issued_on = models.DateField()
    reason_ko = models.TextField()
    reason_en = models.TextField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="program_version_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="program_version_kind"),
            models.CheckConstraint(condition=Q(version__gte=1), name="program_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
