"""A student's first evening: open the course, run lesson 02, move a slider, be wrong, be right, and come back."""

import nbformat
from playwright.sync_api import expect

from tests.browser.jupyterlab import Notebook, mlcourse_lab

LESSON = "02_cost_model.ipynb"
WRONG = "def error_rate(y, prediction):\n    return np.sum(prediction != y)"
MINE = '''def error_rate(y, prediction):
    """Mine."""
    return sum(a != b for a, b in zip(y, prediction)) / len(y)


print("my own function")'''


def picture(area):
    """Return the data of the first picture in an output."""
    return area.locator("img").first.get_attribute("src")


def test_a_lesson_is_run_answered_saved_and_still_there_the_next_day(page, tmp_path):
    work = tmp_path / "work"
    with mlcourse_lab(work, tmp_path) as lab:
        notebook = Notebook(page, lab(LESSON))
        notebook.run_all()
        expect(page.locator(".jp-CodeCell [data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)

        figures = page.locator(".jp-OutputArea-output img")
        page.wait_for_function("document.querySelectorAll('.jp-OutputArea-output img').length > 5")  # drawn when idle
        assert all((figures.nth(i).get_attribute("alt") or "").strip() for i in range(figures.count()))

        slider = notebook.cell("plots.slide(")
        before = picture(slider)
        slider.get_by_role("slider").press("ArrowRight")
        expect(slider.locator("img").first).not_to_have_attribute("src", before)

        exercise, check = notebook.cell("def error_rate"), notebook.cell("check.error_rate")
        assert "not solved yet" in check.inner_text()
        notebook.write(exercise, WRONG)
        notebook.run(exercise)
        assert "this is the number of errors" in notebook.run(check)  # the misunderstanding, by name

        notebook.write(exercise, MINE)
        assert "my own function" in notebook.run(exercise)
        assert "✅" in notebook.run(check)
        figure = notebook.cell('ylabel="error rate"')
        notebook.run(notebook.cell("thresholds = np.linspace"))  # these two use the student's own function
        notebook.run(figure)
        expect(figure.locator("img")).to_be_visible()

        notebook.choose("Kernel", "Restart Kernel…")
        notebook.wait_until_idle()
        assert "NameError" in notebook.run(check)  # nothing is left of the old kernel
        notebook.save()

    mine = (work / LESSON).read_bytes()
    with mlcourse_lab(work, tmp_path) as lab:
        assert (work / LESSON).read_bytes() == mine
        assert any(cell.source == MINE for cell in nbformat.reads(mine.decode(), as_version=4).cells)
        notebook = Notebook(page, lab(LESSON))
        expect(notebook.cell("def error_rate")).to_contain_text("Mine.")
