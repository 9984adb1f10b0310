"""Why a command of agreements is not carried out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals()
