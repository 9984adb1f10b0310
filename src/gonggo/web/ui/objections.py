"""How the state of an objection looks on every desk."""

from gonggo.objections.states import ObjectionState

GLYPHS = {
    ObjectionState.FILED: "waiting",
    ObjectionState.PETITION: "waiting",
    ObjectionState.UPHELD: "met",
    ObjectionState.DISMISSED: "not_met",
    ObjectionState.ANSWERED: "done",
    ObjectionState.WITHDRAWN: "withdrawn",
}
