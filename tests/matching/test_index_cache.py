"""An index that was built once is read by the next process; whatever became of its file, the bot answers."""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.matching import NO_CACHE, IndexCache, Lessons, Matcher, building
from bot.matching import index_cache as cache_module
from bot.matching.index import Index
from bot.model import NO_VOCABULARY
from bot.packed_texts import PackedTexts

ROOT = Path(__file__).parents[2]
PHRASES = {
    "opening-hours": ["when do you open", "opening hours", "what time do you close"],
    "parking": ["where can i park", 'is there a "car park"\n(near\u00fc you)', "\ud83d how much \0 is parking"],
}
CONTRASTS = {"parking": ["national park", "parking ticket office", "where can i park"]}
SAID = "where is the car park"


def rank(index_cache: IndexCache, phrases: dict[str, list[str]] = PHRASES) -> list[tuple[str, float, str]]:
    matches = Matcher.from_lessons(Lessons(phrases, contrasts=CONTRASTS), index_cache).rank(SAID)
    return [(match.entry_id, match.confidence, match.phrase) for match in matches]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "indexes"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A place for each time that an index is built."""
    times: list[object] = []
    build = building.build_index

    def counted(*learned_from: object) -> Index:
        times.append(learned_from)
        return build(*learned_from)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "build_index", counted)
    return times


def the_file(folder: Path) -> Path:
    (file,) = folder.glob("*.index")
    return file


def test_what_was_built_once_is_read_the_next_time_and_ranks_alike(folder: Path, built: list[object]):
    fresh = rank(NO_CACHE)

    assert rank(IndexCache(folder)) == fresh
    assert rank(IndexCache(folder)) == fresh
    assert len(built) == 2  # without a cache, and for it


def test_what_is_read_is_what_was_built_array_by_array(folder: Path):
    IndexCache(folder).index(Lessons(PHRASES, contrasts=CONTRASTS))
    read = IndexCache(folder).index(Lessons(PHRASES, contrasts=CONTRASTS))
    index = building.build_index(Lessons(PHRASES, contrasts=CONTRASTS), made_with=read.made_with[0])

    for name in Index.__slots__:
        one, other = getattr(read, name), getattr(index, name)
        assert np.array_equal(one, other), name
        assert (type(one), type(other)) == (PackedTexts, tuple) or type(one) is type(other), name


def test_the_arrays_stay_in_their_file(folder: Path):
    rank(IndexCache(folder))
    index = IndexCache(folder).index(Lessons(PHRASES, contrasts=CONTRASTS))

    assert not index.classifier.flags.owndata
    assert not index.classifier.flags.writeable


@pytest.mark.parametrize(
    "lessons",
    [
        Lessons(PHRASES | {"parking": ["where can i park"]}, contrasts=CONTRASTS),
        Lessons(PHRASES, replace(NO_VOCABULARY, everyday=("the", "a")), contrasts=CONTRASTS),
        Lessons(PHRASES, none_odds=2.0, contrasts=CONTRASTS),
        Lessons(PHRASES),
    ],
    ids=["a phrase", "the language", "the odds", "the contrasts"],
)
def test_what_was_learned_from_something_else_is_not_taken_for_it(lessons: Lessons, folder: Path, built: list[object]):
    index_cache = IndexCache(folder)
    index_cache.index(Lessons(PHRASES, contrasts=CONTRASTS))
    index_cache.index(lessons)

    assert len(built) == 2


def test_other_code_or_another_library_does_not_read_what_this_one_built(
    folder: Path, built: list[object], monkeypatch: pytest.MonkeyPatch
):
    rank(IndexCache(folder))
    monkeypatch.setattr(cache_module, "_code", lambda: b"another version")
    rank(IndexCache(folder))

    assert len(built) == 2


@pytest.mark.parametrize("place", [0, 31, 32, 40, 100, 2_000, -1])
def test_a_file_with_a_byte_flipped_is_built_anew(folder: Path, place: int, built: list[object]):
    fresh = rank(IndexCache(folder))
    content = bytearray(the_file(folder).read_bytes())
    content[place] ^= 1
    the_file(folder).write_bytes(content)

    assert rank(IndexCache(folder)) == fresh
    assert rank(IndexCache(folder)) == fresh
    assert len(built) == 2


@pytest.mark.parametrize("left", [0, 10, 33, 1_000, 5_000])
def test_a_file_that_was_cut_short_is_built_anew(folder: Path, left: int, built: list[object]):
    fresh = rank(IndexCache(folder))
    the_file(folder).write_bytes(the_file(folder).read_bytes()[:left])

    assert rank(IndexCache(folder)) == fresh
    assert len(built) == 2


def test_a_folder_in_the_place_of_the_file_costs_nothing_but_time(folder: Path):
    fresh = rank(IndexCache(folder))
    file = the_file(folder)
    file.unlink()
    file.mkdir()

    assert rank(IndexCache(folder)) == fresh


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path, built: list[object]):
    (tmp_path / "a file").touch()

    assert rank(IndexCache(tmp_path / "a file" / "indexes")) == rank(NO_CACHE)
    assert len(built) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_folder_that_cannot_be_written_to_costs_nothing_but_time(folder: Path):
    folder.mkdir(parents=True)
    folder.chmod(0o500)

    assert rank(IndexCache(folder)) == rank(NO_CACHE)


@pytest.mark.parametrize("when", ["at the lock", "amid the file", "at its end"])
def test_a_full_disk_costs_nothing_but_time_and_leaves_nothing_behind(
    when: str, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    fresh = rank(NO_CACHE)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if when == "at the lock":
        monkeypatch.setattr(cache_module.FileLock, "acquire", full)
    if when == "amid the file":
        monkeypatch.setattr(os, "fsync", full)
    if when == "at its end":
        monkeypatch.setattr(Path, "replace", full)

    assert rank(IndexCache(folder)) == fresh
    assert [file.name for file in folder.iterdir() if file.name.startswith("half-")] == []


def test_only_the_last_few_are_kept_those_used_last_among_them(folder: Path, built: list[Lessons]):
    index_cache = IndexCache(folder)
    variants = [PHRASES | {"refund": [f"money back {number}"]} for number in range(cache_module.KEPT + 2)]
    for number, phrases in enumerate(variants):
        rank(index_cache, phrases)
        os.utime(max(folder.glob("*.index"), key=lambda file: file.stat().st_mtime_ns), (number, number))
        if number == cache_module.KEPT - 1:
            rank(index_cache, variants[0])  # the oldest one is used once more

    assert len(list(folder.glob("*.index"))) == cache_module.KEPT
    built.clear()
    rank(index_cache, variants[0])
    assert built == []
    rank(index_cache, variants[1])
    assert len(built) == 1


def test_what_others_left_half_written_is_cleared_away_but_not_what_is_being_written(folder: Path):
    folder.mkdir(parents=True)
    old, new = folder / "half-old", folder / "half-new"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 7_200,) * 2)

    rank(IndexCache(folder))

    assert (old.exists(), new.exists()) == (False, True)


_BUILD = """
import sys
from pathlib import Path
from bot.matching import Lessons, Matcher, IndexCache
from bot.matching import building, index_cache
build = building.build_index
building.build_index = lambda *about: (print("builds", flush=True), sys.stdin.readline(), build(*about))[-1]
phrases = {"a": ["where can i park", "a car park"], "b": ["opening hours"]}
print(Matcher.from_lessons(Lessons(phrases), IndexCache(Path(sys.argv[1]))).rank("park")[0].entry_id, flush=True)
"""


def process(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _BUILD, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_of_two_processes_that_start_at_once_one_builds_and_the_other_waits_for_it(folder: Path):
    with process(folder) as first, process(folder) as second:
        assert first.stdout
        assert second.stdout
        ready = [each for each in (first, second) if each.stdout]
        deadline = time.monotonic() + 120
        builder: list[subprocess.Popen[str]] = []
        while not builder:
            assert time.monotonic() < deadline
            builder = [each for each in ready if _said_something(each)]
        (waiting,) = [each for each in ready if each is not builder[0]]
        told, _ = builder[0].communicate("go on\n", timeout=120)
        waited, _ = waiting.communicate("go on\n", timeout=120)

    assert told.split() == ["builds", "a"]
    assert waited.split() == ["a"]


def _said_something(process: subprocess.Popen[str]) -> bool:
    return bool(select.select([process.stdout], [], [], 0.05)[0])


def test_killed_amid_building_it_leaves_nothing_that_the_next_one_waits_for(folder: Path):
    with process(folder) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == "builds\n"
        killed.send_signal(signal.SIGKILL)
    with process(folder) as following:
        told, _ = following.communicate("go on\n", timeout=120)

    assert told.split() == ["builds", "a"]


def test_killed_amid_writing_it_leaves_no_half_index(folder: Path):
    """The file has its name only once it is whole: at whatever moment the process ends, there is all of it or none."""
    dies = _BUILD.replace(
        "from bot.matching import building, index_cache", "from bot.matching import building, index_cache\nimport os"
    ).replace("build = ", "os.fsync = lambda _: os.kill(os.getpid(), 9)\nbuild = ")
    command = [sys.executable, "-c", dies, str(folder)]
    done = subprocess.run(command, input="go on\n", capture_output=True, text=True, cwd=ROOT, check=False)

    assert done.returncode == -signal.SIGKILL
    assert list(folder.glob("*.index")) == []
    with process(folder) as following:
        told, _ = following.communicate("go on\n", timeout=120)
    assert told.split() == ["builds", "a"]


MANY = {
    name: [f"{verb} {thing} {name}" for verb in ("where is", "who has", "bring me", "how old is") for thing in things]
    for name, things in {
        "garden": ["the rose", "a spade", "my hose", "that fence", "the lawn", "an old tree"],
        "kitchen": ["the pan", "a spoon", "my oven", "that kettle", "the sink", "an old plate"],
        "garage": ["the car", "a tyre", "my bike", "that pump", "the door", "an old lamp"],
    }.items()
}


def test_of_a_small_change_only_the_change_is_learned(folder: Path):
    before = IndexCache(folder).index(Lessons(MANY))
    changed = MANY | {"garage": [*MANY["garage"], "tow me home from the garage"]}

    after = IndexCache(folder).index(Lessons(changed))

    fresh = building.build_index(Lessons(changed))
    assert (after.drift, fresh.drift) == (1, 0)
    assert after.weights.tolist() == before.weights.tolist()
    assert after.gate.tolist() == before.gate.tolist()
    assert tuple(after.said) == fresh.said
    assert np.array_equal(after.classifier, fresh.classifier)


def test_after_many_small_changes_and_after_a_large_one_all_is_learned_anew(folder: Path):
    IndexCache(folder).index(Lessons(MANY))
    drifts = []
    for number in range(1, 4):
        more = [f"tow me home from street {place}" for place in range(number)]
        drifts.append(IndexCache(folder).index(Lessons(MANY | {"garage": [*MANY["garage"], *more]})).drift)

    assert drifts == [1, 0, 1]  # two of seventy-four are more than DRIFT
    assert IndexCache(folder).index(Lessons({"garage": MANY["garage"], "garden": MANY["garden"]})).drift == 0


def test_what_was_learned_with_other_words_is_not_taken_over(folder: Path):
    IndexCache(folder).index(Lessons(MANY))
    words = replace(NO_VOCABULARY, same={"rose": ("flower",)})

    after = IndexCache(folder).index(Lessons(MANY | {"garden": [*MANY["garden"], "where is the flower bed"]}, words))

    assert after.drift == 0
    assert "where is the rose bed" in after.said


def test_what_was_learned_for_other_odds_of_none_is_not_taken_over(folder: Path):
    before = IndexCache(folder).index(Lessons(MANY))
    changed = MANY | {"garage": [*MANY["garage"], "tow me home from the garage"]}

    after = IndexCache(folder).index(Lessons(changed, none_odds=4.0))

    assert after.drift == 0
    assert after.gate[0] < before.gate[0]
