"""The rules for assistants: written once, where they look, and never over a student's own."""

from mlcourse.tutor import RULES, write_rules


def test_the_rules_lie_where_assistants_look(tmp_path):
    assert {path.name for path in write_rules(tmp_path)} == {"AGENTS.md", "TUTOR.md"}
    assert (tmp_path / "TUTOR.md").read_text("utf-8") == (tmp_path / "AGENTS.md").read_text("utf-8") == RULES
    assert "one hint" in RULES and "prediction" in RULES and "check decides" in RULES
    assert all(f"`{key}`" in RULES for key in ("initial_source", "evaluation_criteria", "reference_solution"))


def test_what_is_there_stays(tmp_path):
    (tmp_path / "TUTOR.md").write_text("mine")
    assert [path.name for path in write_rules(tmp_path)] == ["AGENTS.md"]
    assert write_rules(tmp_path) == []
    assert (tmp_path / "TUTOR.md").read_text() == "mine"
