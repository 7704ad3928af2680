"""The schemas that an editor completes from: they stand as generated, fit every real file, and refuse what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.content.schema import as_text, main, schemas

REPOSITORY = Path(__file__).parents[2]
STORED, FAQ = REPOSITORY / "faq" / "schema", REPOSITORY / "faq" / "en"
FOLDERS = {"answers": "answer", "signposts": "signpost", "safety": "safety", "names": "names"}
FILES = [*sorted(FAQ.rglob("*.yaml")), FAQ.parent / "numbers.yaml"]


class _AsAnEditor(yaml.SafeLoader):
    """YAML as editors read it: a date stays text."""


_AsAnEditor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _schema_of(file: Path, folder: Path) -> str:
    return FOLDERS.get(file.relative_to(folder).parts[0], file.stem) if file.is_relative_to(folder) else file.stem


def _faults(file: Path, folder: Path) -> list[str]:
    """What the schema of an FAQ file in `folder` says against it."""
    name = _schema_of(file, folder)
    schema = schemas()[f"{name}.schema.json"]
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=_AsAnEditor)  # noqa: S506  a safe loader
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(content)]


def test_the_stored_schemas_are_the_generated_ones():
    """Where this fails: `make schema`."""
    stored = {file.name: file.read_text(encoding="utf-8") for file in STORED.iterdir()}

    assert stored == {name: as_text(schema) for name, schema in schemas().items()}


def test_writing_the_schemas_gives_the_stored_files(tmp_path: Path):
    main(tmp_path / "new" / "schema")

    written = {file.name: file.read_bytes() for file in (tmp_path / "new" / "schema").iterdir()}
    assert written == {file.name: file.read_bytes() for file in STORED.iterdir()}


@pytest.mark.parametrize("schema", schemas().values(), ids=schemas())
def test_every_schema_is_one(schema: dict[str, Any]):
    Draft202012Validator.check_schema(schema)
    assert json.loads(as_text(schema)) == schema


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FAQ.parent).as_posix())
def test_every_file_of_the_faq_fits_its_schema(file: Path):
    assert _faults(file, FAQ) == []


def test_every_schema_has_a_file_that_it_is_for():
    used = {_schema_of(file, FAQ) for file in FILES}

    made_by_the_first_rename = {"aliases.schema.json"}
    assert {f"{name}.schema.json" for name in used} == set(schemas()) - made_by_the_first_rename


def test_a_sound_faq_fits_the_schemas(small_faq: Path):
    files = [*small_faq.rglob("*.yaml"), small_faq.parent / "numbers.yaml"]
    assert {file.name: _faults(file, small_faq) for file in files if _faults(file, small_faq)} == {}


ANSWER = "answers/treatment/ivig.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (ANSWER, "reviewed:", "reveiwed:", "'reviewed' is a required property"),
        (ANSWER, "reviewed:", "colour: red\nreviewed:", "Additional properties are not allowed ('colour' was unexpected)"),
        (ANSWER, "sources: [in-uk, ig-provider]", "sources: []", "[] should be non-empty"),
        (ANSWER, "sources: [in-uk, ig-provider]", "sources: in-uk", "'in-uk' is not of type 'array'"),
        (ANSWER, "What is IVIG?", "yes", "True is not of type 'string'"),
        (ANSWER, "What is IVIG?", "W" * 81, f"'{'W' * 81}' is too long"),
        (ANSWER, "What is IVIG?", '""', "'' should be non-empty"),
        (ANSWER, "2026-11-21", "2026-02-30", "'2026-02-30' is not a 'date'"),
        (ANSWER, "- what is ivig", "- 1.10", "1.1 is not of type 'string'"),
        ("safety/dose.yaml", "care-team", "calm", "'calm' is not one of ['urgent', 'care-team']"),
        ("safety/breathing.yaml", "[emergency]", "[fire]", "'fire' is not one of ['emergency', 'poison', 'crisis']"),
        ("themes.yaml", "basics:", "The Basics:", "'The Basics' does not match '^[a-z0-9]+(?:-[a-z0-9]+)*$'"),
        ("themes.yaml", "basics:", f"{'b' * 41}:", f"'{'b' * 41}' is too long"),
        ("sources.yaml", "https://", "www.", "'www.www.example.org/mmn' does not match '^https?://'"),
        ("organisations.yaml", "names_mmn: true", 'names_mmn: "true"', "'true' is not of type 'boolean'"),
        ("../numbers.yaml", '"116 123"', "116123", "116123 is not of type 'string'"),
        ("words.yaml", "[pinched nerve]", "pinched nerve", "'pinched nerve' is not of type 'array'"),
        ("community.yaml", "  sources: Sources\n", "", "'sources' is a required property"),
        ("chatter.yaml", "answer: You are welcome.\n  ", "", "'answer' is a required property"),
        ("signposts/fatigue.yaml", "see_also: [what-is-mmn]\n", "", "'see_also' is a required property"),
    ],
)  # fmt: skip
def test_an_editor_marks_what_the_bot_would_refuse(small_faq: Path, file: str, old: str, new: str, fault: str):
    text = (small_faq / file).read_text(encoding="utf-8")
    assert old in text
    (small_faq / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    assert fault in _faults((small_faq / file).resolve(), small_faq.resolve())


def test_every_key_is_explained():
    properties = schemas()["answer.schema.json"]["properties"]

    assert list(properties) == [
        "question",
        "label",
        "short",
        "answer",
        "sources",
        "facts",
        "see_also",
        "numbers",
        "reviewed",
        "not_asks",
        "asks",
    ]
    assert all(key["description"].endswith(".") for key in properties.values())
