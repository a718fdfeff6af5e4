"""Whatever is wrong with a recipe is said in a sentence of its own, with its place."""

import pytest

from daybook.domain.changes.recipe_faults import RecipeFault, RecipeMistake
from daybook.ui.kit.wording.recipes import recipe_mistake

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("fault", list(RecipeFault))
def test_each_fault_is_said_with_its_place(fault: RecipeFault) -> None:
    said = recipe_mistake(RecipeMistake(fault, 3, 7, "change.color", "blau", ("1", "7")))
    assert said.title.startswith("Line 3, column 7: ")
    assert said.title.endswith(".")
    assert "{" not in said.title + said.advice
    assert said.advice == "" or said.advice.endswith((".", "?"))


@pytest.mark.parametrize("fault", list(RecipeFault))
def test_each_fault_of_the_whole_file_is_said_without_a_place(fault: RecipeFault) -> None:
    said = recipe_mistake(RecipeMistake(fault))
    assert "column" not in said.title
    assert said.title.endswith(".")


def test_no_two_faults_are_said_alike() -> None:
    titles = {recipe_mistake(RecipeMistake(fault, said="x")).title for fault in RecipeFault}
    assert len(titles) == len(RecipeFault)


def test_what_was_perhaps_meant_is_offered() -> None:
    said = recipe_mistake(RecipeMistake(RecipeFault.UNKNOWN_KEY, 4, 5, "change.colour", "colour", ("color",)))
    assert said.title == "Line 4, column 5: There is no “colour” here."
    assert said.advice == "Did you mean color?"
