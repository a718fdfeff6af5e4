"""A call in the languages of applications says what it said."""

import ast
import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix import snippets
from daybook.bitrix.curl import TOKEN

METHOD = "crm.activity.layout.blocks.set"
TEXTS = st.text(max_size=12)
PARAMS = st.dictionaries(
    st.from_regex(r"[a-z][a-zA-Z_-]{0,6}", fullmatch=True).filter(lambda key: "auth" not in key.lower()),
    st.recursive(
        st.none() | st.booleans() | st.integers(-9999, 9999) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=3,
)


@given(PARAMS)
def test_python_reads_what_was_meant(params: dict[str, object]) -> None:
    tree = ast.parse(snippets.python("https://northwind.bitrix24.com", METHOD, params))
    call = next(each for each in ast.walk(tree) if isinstance(each, ast.Call) and each.keywords)
    assert ast.literal_eval(call.args[0]) == f"https://northwind.bitrix24.com/rest/{METHOD}"
    assert ast.literal_eval(call.keywords[0].value) == {**params, "auth": TOKEN}


@given(PARAMS)
def test_javascript_holds_the_json(params: dict[str, object]) -> None:
    text = snippets.javascript(METHOD, params)
    inside = text.removeprefix(f'BX24.callMethod(\n  "{METHOD}",\n  ')
    assert json.JSONDecoder().raw_decode(inside)[0] == params


@given(PARAMS)
def test_a_text_of_php_ends_where_it_should(params: dict[str, object]) -> None:
    text = snippets.php(METHOD, params)
    rest = text.replace("\\\\", "").replace("\\'", "")
    assert rest.count("'") % 2 == 0


@pytest.mark.skipif(shutil.which("php") is None, reason="no PHP here")
def test_php_reads_what_was_meant() -> None:
    params = {"layout": {"blocks": {"a": {"type": "text", "properties": {"value": "it's \\ ä\n$x"}}}}, "id": 5}
    code = snippets.php(METHOD, params).replace("require_once __DIR__ . '/crest.php';", "")
    code = code.replace("CRest::call", "call").replace("print_r($answer);", "")
    code += "\nfunction call($method, $params) { echo json_encode($params); }\n"
    said = subprocess.run(["php"], input=code, capture_output=True, text=True, check=True).stdout
    assert json.loads(said) == params


def test_the_snippets_look_as_people_write_them() -> None:
    params = {"activityId": 7, "layout": {"blocks": {"a": {"type": "deadline"}}}}
    assert snippets.php(METHOD, params) == (
        "<?php\n\nrequire_once __DIR__ . '/crest.php';\n\n$answer = CRest::call(\n"
        "    'crm.activity.layout.blocks.set',\n    [\n        'activityId' => 7,\n        'layout' => [\n"
        "            'blocks' => [\n                'a' => [\n                    'type' => 'deadline',\n"
        "                ],\n            ],\n        ],\n    ]\n);\nprint_r($answer);\n"
    )


def test_a_secret_in_a_text_is_not_copied() -> None:
    params = {"layout": {"value": "https://northwind.bitrix24.com/rest/1/abcdefgh12345678/profile"}}
    for text in (
        snippets.javascript(METHOD, params),
        snippets.php(METHOD, params),
        snippets.python("p", METHOD, params),
    ):
        assert "abcdefgh12345678" not in text
