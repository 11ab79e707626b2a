"""What is shown of a verdict, in a notebook and in a terminal."""

import numpy as np
import pytest

from mlcourse.checks import Check, CheckFailed
from mlcourse.checks.engine import check as engine
from mlcourse.checks.engine.observers import calls
from mlcourse.checks.engine.verdict import Verdict
from tests.checks.answers import mean, mean_reference, n_wrong, run_python, says, student


def test_markup_in_an_answer_is_only_text():
    name = Check("f", lambda x: "a", calls(("<b>{0} {name} `x`</b>",)))
    verdict = name.judge(lambda x: "</div><script>alert(1)</script>`{x}")
    assert verdict.says.startswith("`f('<b>{0} {name} 'x'</b>')` came out as '</div><script>")
    shown = verdict._repr_html_()
    assert "<script>" not in shown and "<b>" not in shown and "{name}" in shown
    assert shown.count("<code>") == shown.count("</code>") == 1


def test_a_verdict_as_html_and_in_a_terminal():
    verdict = Verdict("misunderstood", "`a*b*c` is 2 * 3 * 4 **bold** *so* < that & *not this")
    assert repr(verdict) == "💡 " + verdict.says
    assert verdict._repr_html_() == (
        '<div style="border-left: 0.4em solid #E69F00; padding: 0.4em 0.8em; max-width: 50em">💡 <code>a*b*c</code> '
        "is 2 * 3 * 4 **bold** <em>so</em> &lt; that &amp; *not this</div>"
    )


def test_unicode_survives():
    assert "'größer 🐧'" in says(n_wrong, "größer 🐧")
    answer = student("def mean(größe):\n    return größe / 'é🐧'")
    assert "`return größe / 'é🐧'`" in says(mean, answer)


def test_the_lesson_goes_on_is_said_where_it_does(capsys):
    for answer in (..., lambda x: 0, np.sum):
        assert mean(answer) is mean_reference
        assert capsys.readouterr().out.strip().endswith(engine.GOES_ON)
        with pytest.raises(CheckFailed) as failed:
            mean(answer, graded=True)
        assert engine.GOES_ON not in str(failed.value)
        assert capsys.readouterr().out == ""
    mean(np.mean)
    assert capsys.readouterr().out == "✅ `mean` is right.\n"


def test_a_console_without_icons_shows_the_sentence():
    code = "from mlcourse.checks.engine.check import show_verdict, Verdict; show_verdict(Verdict('right', 'It is.'))"
    assert run_python(code, PYTHONIOENCODING="utf-8") == "✅ It is.\n"
    assert run_python(code, PYTHONIOENCODING="cp1252") == "? It is.\n"
