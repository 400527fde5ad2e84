"""A posted page becomes the nested answers of a form."""

from forms.posted import nest


def test_parts_and_rows_are_put_together() -> None:
    posted = [("name", "A"), ("owner.kind", "citizen"), ("rows.2.n", "3"), ("rows.0.n", "1")]

    assert nest(posted) == {
        "name": "A",
        "owner": {"kind": "citizen"},
        "rows": [{"n": "1"}, {"n": "3"}],
    }


def test_a_name_that_comes_twice_is_a_list() -> None:
    assert nest([("want", "a"), ("want", "b"), ("want", "c")]) == {"want": ["a", "b", "c"]}


def test_what_cannot_be_placed_is_kept_whole() -> None:
    assert nest([("a", "1"), ("a.b", "2")]) == {"a": "1", "a.b": "2"}
    assert nest([("a.b", "2"), ("a", "1")]) == {"a": [{"b": "2"}, "1"]}
