"""Finding and reading site files."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from crawler.errors import ConfigurationError
from crawler.families import article_pattern
from crawler.site import Expect, Limits, Paging, Politeness, Site
from extract.rules_files import load

PACKAGED = Path(__file__).parent / "sites"
KEYS = sorted(
    {name for part in (Site, Politeness, Expect, Paging, Limits) for name in part.model_fields}
)


def load_site(ref: str, environ: Mapping[str, str]) -> Site:
    """Read a site by id, or by the path of its file; raises `ConfigurationError`."""
    if ref.endswith(".toml"):
        return _read(Path(ref))
    folder = _folder(environ)
    known = {path.stem: path for path in folder.glob("*.toml")}
    if ref in known:
        return _read(known[ref])
    near = get_close_matches(ref, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "`cppcc sites` lists those there are"
    raise ConfigurationError(f"no site {ref!r} in {folder}: {hint}")


def all_sites(environ: Mapping[str, str]) -> list[Site]:
    """Read every site file, sorted by id."""
    return [_read(path) for path in sorted(_folder(environ).glob("*.toml"))]


def find_sites(environ: Mapping[str, str], **wanted: str) -> list[Site]:
    """Return the sites that fit each filter given: level, family, spider, or a region's beginning.

    Raises `ConfigurationError` for a value that no site has, naming those there are.
    """
    sites = all_sites(environ)
    for key, value in wanted.items():
        if not value:
            continue
        known = sorted({getattr(site, key) or "none" for site in sites})
        fits = [
            each for each in known if each == value or (key == "region" and each.startswith(value))
        ]
        if not fits:
            near = get_close_matches(value, known, n=1) or known
            raise ConfigurationError(f"no site has {key} {value!r}: there are {', '.join(near)}")
        sites = [site for site in sites if (getattr(site, key) or "none") in fits]
    return sites


def require_enough(site: Site, *, given: bool = False) -> None:
    """Raise `ConfigurationError` for a site whose file says too little to crawl it.

    Where addresses are `given`, it needn't say where to begin.
    """
    if not (given or site.entries()):
        raise ConfigurationError(f"site {site.id}: {site.spider} needs `starts`")
    article_pattern(site)


def _folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("CPPCC_SITES") or PACKAGED)


def _read(path: Path) -> Site:
    try:
        site = Site.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: isn't UTF-8: save it as that") from None
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {_explained(error)}") from None
    families = load("families.toml")
    if site.family and site.family not in families:
        near = get_close_matches(site.family, families, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(families)}"
        raise ConfigurationError(f"{path}: family: there is no {site.family!r}, {hint}")
    return site


_WRITTEN = {
    "tuple_type": 'a list: ["…", "…"]',
    "string_type": 'text in quotes: "…"',
    "dict_type": "a table of its own, under a line with its name in brackets",
    "bool_type": "true or false",
}
"""How a value is written whose type is another, in a maintainer's words."""


def _explained(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(map(str, first["loc"])) or "the file"
    if first["type"] in _WRITTEN:
        return f"{key}: write it as {_WRITTEN[first['type']]}"
    if first["type"] != "extra_forbidden":
        return f"{key}: {first['msg'].removeprefix('Value error, ')}"
    near = get_close_matches(str(first["loc"][-1]), KEYS, n=1)
    return f"{key}: no such key" + (f", did you mean {near[0]}?" if near else f" among {KEYS}")
