import pytest

from extract.body.furniture_names import names_furniture


@pytest.mark.parametrize(
    "label",
    [
        *(
            "comment",
            "comment-list",
            "articleComment",
            "article-share",
            "ARTICLE_SHARE",
            "sidebar2",
        ),
        *(
            "left sidebar",
            "bdsharebuttonbox",
            "main-footer",
            "nav",
            "topNav",
            "relatedread",
            "ad-12",
        ),
        *("share-box", "x mw-editsection"),
    ],
)
def test_names_that_templates_give_to_furniture(label: str) -> None:
    assert names_furniture(label)


@pytest.mark.parametrize(
    "label",
    [
        *("article", "content", "main content", "share-article", "shareContent", "js_content"),
        *("address", "header", "adobe", "navy-blue-1", "a1", "", "content share", "trs_editor"),
    ],
)
def test_names_that_say_nothing_or_name_the_body(label: str) -> None:
    assert not names_furniture(label)
