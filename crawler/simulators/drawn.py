"""Articles that a script of their page fetches and draws, as sites built in one page do."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from crawler.simulators.answer import Answer
from crawler.simulators.render import article_body, encoded
from crawler.simulators.site import ELSEWHERE

if TYPE_CHECKING:
    from crawler.simulators.articles import Article
    from crawler.simulators.layout import Layout

BODIES, PICTURES = "/bodies", "/pictures"
_SHELL = Template("""<div id="app"></div><script>
fetch('$path').then(answer => answer.arrayBuffer()).then(bytes => {
  document.getElementById('app').innerHTML = new TextDecoder('$charset').decode(bytes);
});
</script><script src="http://$elsewhere/count.js"></script>""")


def body_path(article: Article) -> str:
    """Return where the script finds the article's markup."""
    return f"{BODIES}/{article.number}.html"


def shell(layout: Layout, article: Article) -> str:
    """Return what stands in the page until its script has run."""
    site = layout.site
    return _SHELL.substitute(
        path=body_path(article), charset=site.encoding,
        elsewhere=f"{ELSEWHERE}:{site.elsewhere_port}",
    )  # fmt: skip


def drawn_body(layout: Layout, article: Article) -> Answer:
    """Return what the script puts there: the article and a picture."""
    site = layout.site
    body = article_body(site.family, article, article.path, article.paragraphs())
    picture = f'<img src="{PICTURES}/{article.number}.jpg">'
    return Answer(200, encoded(body + picture, site.encoding), layout.html_type())
