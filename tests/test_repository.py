"""What people expect of a repository, held against the rest of it: versions, licenses, forms, the dev container."""

import json
import re
import runpy
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mlcourse.cli import main

ROOT = Path(__file__).parents[1]
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PAGES = ["CHANGELOG.md", "CODE_OF_CONDUCT.md", ".github/PULL_REQUEST_TEMPLATE.md"]
CHANGES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
FIELDS = {"input", "textarea", "dropdown", "checkboxes"}  # the other type, markdown, is a text and asks for nothing


def read(*parts):
    """Return the text of a file of the repository."""
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def project():
    """Return the table `project` of pyproject.toml, where the version and the license stand."""
    return tomllib.loads(read("pyproject.toml"))["project"]


def citation():
    """Return what CITATION.cff says."""
    return yaml.safe_load(read("CITATION.cff"))


def releases():
    """Return the version and the date of each release in CHANGELOG.md, the newest first."""
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", read("CHANGELOG.md"), re.MULTILINE)


def fields(form):
    """Return the elements of a form that ask for something."""
    return [element for element in form["body"] if element["type"] in FIELDS]


def is_required(field):
    """Tell whether a form cannot be sent without an answer to this field."""
    options = [option for option in field["attributes"].get("options", []) if isinstance(option, dict)]
    return any(part.get("required") for part in [field.get("validations", {}), *options])


def documented():
    """Return the commands of README.md and CONTRIBUTING.md, in the text and in blocks, without their comments."""
    pages = read("README.md") + read("CONTRIBUTING.md")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", pages, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", pages)
    return {re.sub(r"\s+#.*", "", part).strip() for line in lines for part in line.split(" && ")}


def is_known(command):
    """Tell whether the `mlcourse` command can do this, or else whether our pages show it, perhaps with more options."""
    words = command.split()
    if words[:3] == ["uv", "run", "mlcourse"]:
        able = {*main.commands, *(name for parameter in main.params for name in parameter.opts)}
        return len(words) > 3 and words[3] in able
    return any(shown == command or shown.startswith(f"{command} ") for shown in documented())


def commands(text):
    """Return the commands in a text: those between backticks, and those that have a line to themselves."""
    return re.findall(r"(?:`|^\s*)((?:uv|pip) [^`\n]+?)(?:`|$)", text, re.MULTILINE)


# The version, the date and the license


def test_the_version_of_pyproject_is_the_one_to_cite_and_the_newest_in_the_changelog():
    version = project()["version"]
    assert citation()["version"] == version, "CITATION.cff names another version than pyproject.toml"
    assert releases()[0][0] == version, "the newest release in CHANGELOG.md is not pyproject.toml's version"


def test_the_locked_version_is_the_same():
    (locked,) = re.findall(r'^name = "mlcourse"\nversion = "(.+)"$', read("uv.lock"), re.MULTILINE)
    assert locked == project()["version"], "run `uv lock`"


def test_no_module_keeps_a_version_of_its_own():
    sources = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")}
    assert sources
    own = rf"__version__ *=|(?<![\d.]){re.escape(project()['version'])}(?![\d.])"
    assert [name for name, source in sources.items() if re.search(own, source)] == []


def test_the_command_tells_the_version():
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0, result.output
    assert project()["version"] in result.output


def test_the_date_to_cite_is_that_of_the_newest_release():
    day = citation()["date-released"]
    assert day == releases()[0][1]
    assert day == date.fromisoformat(day).isoformat()


def test_the_licenses_to_cite_are_those_of_pyproject_and_of_the_license():
    cited = citation()["license"]
    assert sorted(cited) == sorted(project()["license"].split(" AND "))
    text = read("LICENSE").replace("-", " ")
    assert [name for name in cited if name.replace("-", " ") not in text] == []


def test_the_citation_has_what_every_citation_needs():
    said = citation()
    assert said["cff-version"] == "1.2.0"
    assert said["type"] == "software"
    assert said["title"].startswith(project()["name"])
    assert said["message"]
    assert len(said["keywords"]) == len(set(said["keywords"])) > 2
    (author,) = said["authors"]
    assert author["name"].removeprefix("The ") in read("LICENSE")


# The changelog


def test_the_changelog_begins_with_what_is_not_released():
    headings = re.findall(r"^## .+$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings == ["## [Unreleased]", *(f"## [{version}] - {day}" for version, day in releases())]


def test_the_changelog_goes_back_in_time():
    versions = [tuple(int(number) for number in version.split(".")) for version, _ in releases()]
    days = [date.fromisoformat(day) for _, day in releases()]
    assert versions == sorted(set(versions), reverse=True)
    assert days == sorted(days, reverse=True)


def test_every_change_stands_under_its_kind():
    for version in re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        _, *kinds = re.split(r"^### ", version, flags=re.MULTILINE)
        names = [kind.partition("\n")[0] for kind in kinds]
        assert set(names) <= set(CHANGES), version.partition("\n")[0]
        assert len(names) == len(set(names)), version.partition("\n")[0]
        assert [name for name, kind in zip(names, kinds, strict=True) if "\n- " not in kind] == []


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    page = ROOT / name
    for target in re.findall(r"\]\((?!http|#|mailto)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name} links to {target}"


# The forms


def test_there_are_forms_and_room_for_what_fits_none():
    assert {"sentence", "check", "start"} <= {path.stem for path in FORMS}
    assert yaml.safe_load(read(".github", "ISSUE_TEMPLATE", "config.yml")) == {"blank_issues_enabled": True}


def test_no_two_forms_have_the_same_name():
    names = [yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in FORMS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_all_that_a_form_must_have(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    assert {element["type"] for element in form["body"]} <= FIELDS | {"markdown"}
    asked = fields(form)
    ids = [field["id"] for field in asked]
    labels = [field["attributes"]["label"] for field in asked]
    assert len(ids) == len(set(ids)) > 0
    assert len(labels) == len(set(labels))
    assert [name for name in ids if not re.fullmatch(r"[a-z_-]+", name)] == []
    assert [field["id"] for field in asked if not field["attributes"].get("description")] == []
    assert any(map(is_required, asked)), "nothing is required: an empty form could be sent"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_a_lesson_in_words_since_a_list_would_grow_stale(path):
    asked = fields(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert [f["id"] for f in asked if "lesson" in f["attributes"]["label"].lower() and f["type"] != "input"] == []
    lessons = {path.stem[:2] for path in (ROOT / "lessons").glob("[0-9][0-9]_*.py")}
    for field in asked:
        assert lessons.isdisjoint(re.findall(r"\b\d\d\b", str(field["attributes"].get("options", ""))))


def examples(name):
    """Return the examples that a form shows, by the id of their field."""
    form = yaml.safe_load(read(".github", "ISSUE_TEMPLATE", f"{name}.yml"))
    return {field["id"]: field["attributes"].get("placeholder") for field in fields(form)}


def lesson_source(number):
    """Return the source of the lesson with this number."""
    (path,) = (ROOT / "lessons").glob(f"{number}_*.py")
    return path.read_text(encoding="utf-8")


def test_the_example_of_the_sentence_form_is_a_heading_of_its_lesson():
    number, heading = examples("sentence")["lesson"].split(", ")
    heading = heading.strip('"')
    assert f"# ## {heading}\n" in lesson_source(number)


def test_the_example_of_the_check_form_is_an_exercise_of_its_lesson():
    shown = examples("check")
    heading, answer = shown["exercise"].split(", ")
    assert f"# ### {heading} · " in lesson_source(shown["lesson"])
    assert f"{answer} = check.{answer}({answer})" in lesson_source(shown["lesson"])


@pytest.mark.parametrize("name", [path.relative_to(ROOT).as_posix() for path in FORMS] + PAGES)
def test_every_command_that_is_named_exists(name):
    assert [command for command in commands(read(name)) if not is_known(command)] == []


def test_commands_are_found_in_the_text_and_in_the_examples_of_a_form():
    found = commands(read(".github", "ISSUE_TEMPLATE", "start.yml"))
    assert {"pip install uv", "uv run mlcourse lab", "uv run mlcourse --version"} <= set(found)
    assert not is_known("uv run mlcourse labs")
    assert not is_known("uv run pytests")


# The editor and the dev container


def test_the_dev_container_installs_the_course_as_the_readme_does():
    container = json.loads(read(".devcontainer", "devcontainer.json"))
    steps = container["postCreateCommand"].split(" && ")
    assert steps[0] == "pip install uv"
    assert [step for step in steps if not is_known(step)] == []


def test_the_dev_container_has_a_python_that_the_course_runs_on():
    container = json.loads(read(".devcontainer", "devcontainer.json"))
    (minor,) = re.findall(r"^mcr\.microsoft\.com/devcontainers/python:3\.(\d+)$", container["image"])
    (least,) = re.findall(r"^>=3\.(\d+)$", project()["requires-python"])
    assert int(minor) >= int(least)


def test_the_dev_container_forwards_the_port_of_jupyterlab():
    container = json.loads(read(".devcontainer", "devcontainer.json"))
    assert container["forwardPorts"] == [8888]  # Jupyter's own choice, which `mlcourse lab` leaves alone
    assert set(container["portsAttributes"]) == {"8888"}
    assert "port" not in re.findall(r"--ServerApp\.(\w+)=", read("src", "mlcourse", "student", "lab.py"))


def test_the_dev_container_and_the_editor_recommend_the_same_extensions():
    container = json.loads(read(".devcontainer", "devcontainer.json"))
    recommended = json.loads(read(".vscode", "extensions.json"))["recommendations"]
    assert container["customizations"]["vscode"]["extensions"] == recommended
    assert len(recommended) == len(set(recommended)) > 0
    assert [name for name in recommended if not re.fullmatch(r"[\w-]+\.[\w-]+", name)] == []


def test_a_run_with_more_threads_says_that_it_takes_long(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    header = runpy.run_path(ROOT / "conftest.py")["pytest_report_header"]
    assert header().startswith("OMP_NUM_THREADS=2: ")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert header() is None
