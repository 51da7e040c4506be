"""The measures by name, as commands offer them and explain them."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import getmembers, isfunction
from types import ModuleType
from typing import Any

import pytest

from corpus_cli.query.measures import association, dispersion, diversity, keyness
from corpus_cli.query.measures.measure import Measure

FAMILIES: dict[ModuleType, Mapping[str, Measure[Any]]] = {
    module: module.MEASURES for module in (association, keyness, dispersion, diversity)
}
# What is public and no measure of its family's arguments, but a part of one.
PARTS = {"log_dice", "table", "p_value", "yules_k_of"}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda module: module.__name__.split(".")[-1])
class TestFamily:
    def test_every_measure_has_its_name_and_says_its_source_and_direction(
        self, family: ModuleType
    ) -> None:
        for name, measure in FAMILIES[family].items():
            assert measure.name == name
            assert measure.label
            assert any(char.isdigit() for char in measure.source), "no year"
            assert measure.direction
            assert "\n" not in measure.direction
            assert measure.kind in ("effect", "significance")

    def test_every_public_function_is_registered(self, family: ModuleType) -> None:
        own = {
            name
            for name, function in getmembers(family, isfunction)
            if function.__module__ == family.__name__ and not name.startswith("_")
        }
        registered = {measure.function.__name__ for measure in FAMILIES[family].values()}
        assert own - PARTS == registered - {"<lambda>"}

    def test_names_are_typed_with_ease(self, family: ModuleType) -> None:
        for name in FAMILIES[family]:
            assert name == name.lower()
            assert name.replace("-", "").isalnum()


def test_log_dice_is_registered_as_a_function_of_a_table() -> None:
    table = association.Table.of(8, 389, 230, 1000)
    expected = association.log_dice(8, 389, 230)
    assert association.MEASURES["log-dice"].function(table) == expected
