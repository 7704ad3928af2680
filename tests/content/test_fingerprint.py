"""What counts as a change of the FAQ, and what does not."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import fingerprint

IVIG = Path("answers", "treatment", "ivig.yaml")


def reworded(folder: Path) -> None:
    text = (folder / IVIG).read_text(encoding="utf-8")
    (folder / IVIG).write_text(text.replace("antibodies", "proteins"), encoding="utf-8")


def renamed(folder: Path) -> None:
    (folder / IVIG).rename(folder / IVIG.with_name("drip.yaml"))


def removed(folder: Path) -> None:
    (folder / IVIG).unlink()


def another_usual_word(folder: Path) -> None:
    with (folder / "everyday-words.txt").open("a", encoding="utf-8") as file:
        file.write("and\n")


def another_number(folder: Path) -> None:
    file = folder.parent / "numbers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("116 123", "116 124"), encoding="utf-8")


def no_numbers(folder: Path) -> None:
    (folder.parent / "numbers.yaml").unlink()


def another_spelling(folder: Path) -> None:
    (folder / "spellings.txt").write_text("colour color\n", encoding="utf-8")


def a_theme_without_a_title(folder: Path) -> None:
    (folder / "answers" / "living").mkdir()


def a_file_in_the_wrong_place(folder: Path) -> None:
    deep = folder / "answers" / "treatment" / "old" / "ivig"
    deep.mkdir(parents=True)
    (deep / "ivig.yml").touch()


def no_signposts(folder: Path) -> None:
    shutil.rmtree(folder / "signposts")


def no_folder(folder: Path) -> None:
    folder.rename(folder.with_name("fr"))


@pytest.mark.parametrize(
    "change",
    [
        reworded,
        renamed,
        removed,
        another_usual_word,
        another_number,
        no_numbers,
        another_spelling,
        a_theme_without_a_title,
        a_file_in_the_wrong_place,
        no_signposts,
        no_folder,
    ],
)
def test_what_the_loader_would_notice_is_a_change(small_faq: Path, change: Callable[[Path], None]):
    before = fingerprint(small_faq)

    change(small_faq)

    assert fingerprint(small_faq) != before


def touched(folder: Path) -> None:
    os.utime(folder / IVIG, (1, 1))


def saved_as_it_was(folder: Path) -> None:
    text = (folder / IVIG).read_bytes()
    (folder / IVIG).unlink()
    (folder / IVIG).write_bytes(text)


def left_by_an_editor(folder: Path) -> None:
    for name in (".ivig.yaml.swp", "4913", "ivig.yaml~", "#ivig.yaml#", ".#ivig.yaml"):
        (folder / IVIG).with_name(name).touch()


def left_by_git(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "index.lock").touch()


def something_else(folder: Path) -> None:
    (folder / "README.md").touch()


@pytest.mark.parametrize("change", [touched, saved_as_it_was, left_by_an_editor, left_by_git, something_else])
def test_what_the_loader_would_pass_over_is_none(small_faq: Path, change: Callable[[Path], None]):
    before = fingerprint(small_faq)

    change(small_faq)

    assert fingerprint(small_faq) == before


def test_it_reads_what_is_behind_links(small_faq: Path):
    elsewhere = small_faq.parent / "elsewhere"
    (small_faq / "answers").rename(elsewhere)
    (small_faq / "answers").symlink_to(elsewhere)
    before = fingerprint(small_faq)

    reworded(small_faq)

    assert fingerprint(small_faq) != before


def test_a_file_that_cannot_be_read_hides_no_change_of_another(small_faq: Path):
    (small_faq / "signposts" / "lost.yaml").symlink_to("nowhere")
    before = fingerprint(small_faq)

    reworded(small_faq)

    assert fingerprint(small_faq) != before


def test_equal_files_in_two_places_have_one_fingerprint(small_faq: Path, tmp_path: Path):
    shutil.copytree(small_faq.parent, tmp_path / "copy")

    assert fingerprint(small_faq) == fingerprint(tmp_path / "copy" / "en")
