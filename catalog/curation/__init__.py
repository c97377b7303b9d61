"""Curation: rules that check a draft against itself.

Public face: ``findings(draft)``. A finding names the member, the value and the remedy. Errors
block publication; warnings need an internal reason. Rules are pure functions of the document.
"""

from collections.abc import Callable, Iterator

from catalog.curation import (
    amounts,
    characters,
    completeness,
    figures,
    form,
    formula,
    identity,
    narrative,
    packs,
    printing,
    properties,
    safety,
    storage,
)
from catalog.curation.finding import Finding, Severity
from catalog.specification.declaration import Draft

__all__ = ["Finding", "Severity", "findings"]

Rule = Callable[[Draft], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    identity.formula_is_readable,
    identity.structure_agrees,
    identity.identifiers_have_their_form,
    identity.weight_agrees_with_formula,
    formula.formula_is_no_code,
    form.name_agrees_with_form,
    form.structure_agrees_with_form,
    completeness.required_characteristics,
    completeness.orderable,
    completeness.molecule_is_identified,
    packs.packs_hold_something,
    packs.solutions_name_their_solvent,
    packs.skus_can_be_typed,
    amounts.commas_mean_one_thing,
    amounts.activities_have_units,
    properties.purity_is_a_share,
    properties.solubilities_are_quantities,
    properties.solubilities_agree,
    storage.storage_temperatures,
    safety.hazards_are_classified,
    safety.hazard_statements_exist,
    safety.label_codes_exist,
    characters.characters_are_seen,
    printing.texts_can_be_printed,
    printing.names_are_plain,
    narrative.citations_match_references,
    narrative.references_can_be_read,
    narrative.fitted_series_have_enough_points,
    narrative.figures_show_something,
    figures.doses_have_a_place,
    figures.curves_can_be_fitted,
    figures.curves_agree_with_text,
)


def findings(draft: Draft) -> list[Finding]:
    """Every finding of every rule on a draft, errors first."""
    found = [finding for rule in RULES for finding in rule(draft)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.ERROR)
