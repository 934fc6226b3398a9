"""`cppcc check`: site files, as they are understood, tried on their sites."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.exit_status import FAILED

if TYPE_CHECKING:
    from crawler.site import Site


def register(app: typer.Typer) -> None:
    app.command()(check)


def check(
    site: Annotated[str, typer.Argument(help="id of a site, or the path of its file")] = "",
    everything: Annotated[bool, typer.Option("--all", help="every site there is")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="ask no site for anything")] = False,
) -> None:
    """Validate a site file, print it as it is understood, and try it: one list, one article.

    Exits 2 where a file is wrong, 1 where a site answers and its list or article isn't found. A
    site that doesn't answer is said to be not tried, and is no failure.
    """
    from crawler.errors import ConfigurationError  # noqa: PLC0415
    from crawler.site_files import all_sites, load_site  # noqa: PLC0415

    if bool(site) == everything:
        raise ConfigurationError("name one site, or give --all")
    chosen = all_sites(os.environ) if everything else [load_site(site, os.environ)]
    failed = 0
    for each in chosen:
        if not everything:
            for name, value in each.model_dump().items():
                typer.echo(f"{name} = {value!r}")
        failed += not _passes(each, offline=offline)
    if everything:
        typer.echo(f"{len(chosen)} site files are valid, {failed} of the sites need a look")
    if failed:
        raise typer.Exit(FAILED)


def _passes(site: "Site", *, offline: bool) -> bool:
    from crawler.site_files import require_enough  # noqa: PLC0415
    from crawler.survey.trial import try_site  # noqa: PLC0415

    require_enough(site, given=site.spider == "pages")  # to those, a file of addresses is given
    if offline:
        return True
    trial = try_site(site, lambda _: None)
    for line in trial.said:
        typer.echo(f"{site.id}: {line}")
    if trial.failed:
        typer.echo(f"{site.id}: {trial.failed}", err=True)
    return not trial.failed
