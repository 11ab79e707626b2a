"""The address of the repository stands in one place, and what is none is refused."""

from email.message import Message

import pytest

from mlcourse.authoring import repository
from mlcourse.authoring.repository import Repository, RepositoryError, find_repository


@pytest.fixture
def course(monkeypatch):
    """Return a function that gives the course some addresses in its metadata, as pyproject.toml would."""

    def describe(*urls):
        described = Message()
        described["Version"] = "1.2.3"
        for url in urls:
            described["Project-URL"] = url
        monkeypatch.setattr(repository, "metadata", {"mlcourse": described}.__getitem__)

    return describe


def test_the_address_of_pyproject_counts_and_an_option_goes_before_it(course):
    course("Changelog, https://github.com/me/it/changes", "Repository, https://github.com/me/it")
    assert find_repository() == Repository("https://github.com/me/it", "1.2.3")
    assert find_repository("https://github.com/you/it").address == "https://github.com/you/it"


def test_without_an_address_there_is_none(course):
    course()
    assert find_repository() is None
    course("Changelog, https://github.com/me/it/changes")
    assert find_repository() is None


@pytest.mark.parametrize("address", ["https://github.com/me/it/", "https://github.com/me/it.git"])
def test_other_ways_to_write_it_mean_the_same(course, address):
    course()
    assert find_repository(address).address == "https://github.com/me/it"


@pytest.mark.parametrize("address", ["", "mlcourse", "http://github.com/me/it", 'https://github.com/me/"it'])
def test_what_is_no_address_is_refused_wherever_it_stands(course, address):
    course(f"Repository, {address}")
    for given, place in [(None, r"\[project\.urls\]"), (address, "--repository")]:
        with pytest.raises(RepositoryError, match=f"^{place} must be an address such as https://github.com/"):
            find_repository(given)


def test_the_wheel_is_the_one_of_this_version():
    wheel = Repository("https://github.com/me/it", "1.2.3").wheel
    assert wheel == "https://github.com/me/it/releases/download/v1.2.3/mlcourse-1.2.3-py3-none-any.whl"
