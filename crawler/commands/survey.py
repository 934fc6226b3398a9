"""`cppcc survey`: a site file for a site that nobody has described yet."""

from typing import Annotated

import typer

from crawler.exit_status import FAILED


def register(app: typer.Typer) -> None:
    app.command()(survey)


def survey(
    url: Annotated[str, typer.Argument(help="address of the site, or of a part of it")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing meanwhile")] = False,
) -> None:
    """Look a site over and print a site file that crawls it, with how sure each line is.

    Nothing but the file goes to stdout. Exits 1, with nothing on stdout, where the site doesn't
    answer, is blocked, or no list is found.
    """
    from crawler.survey.site_text import site_text  # noqa: PLC0415
    from crawler.survey.survey import survey as look_over  # noqa: PLC0415
    from crawler.survey.visits import SurveyError  # noqa: PLC0415

    def say(line: str) -> None:
        if not quiet:
            typer.echo(line, err=True)

    try:
        text = site_text(look_over(url, say))
    except SurveyError as failed:
        typer.echo(f"cppcc survey: {failed}", err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(text, nl=False)
