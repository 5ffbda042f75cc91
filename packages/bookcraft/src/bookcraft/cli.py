"""`book`, the command line: a thin front end on the cores.

Exit codes: 0 done; 1 the book could not be made, or a check found something, and the reason is printed; 2 the command
was not understood; 130 interrupted. The last good output survives all of them.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .build import START_FILES, BuildError, find_book
from .build import build as build_book
from .checks import BookError, PolicyError, UnknownCode, check_book, chosen, is_in, open_book

app = typer.Typer(
    name="book",
    help="Make an interactive textbook.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
ERRORS = Console(stderr=True)

Form = StrEnum("Form", {form: form for form in START_FILES})


@app.callback()
def book() -> None:
    """Make an interactive textbook. Exit codes: 0 done, 1 not done (the reason is printed), 2 wrong usage."""


@app.command()
def build(
    form: Annotated[Form, typer.Argument(help="What to build.")] = Form.html,
    source: Annotated[Path, typer.Option(help="A folder of the book.", exists=True)] = Path(),
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes that read pages; all cores by default.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read every page again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one line of JSON.")] = False,
) -> None:
    """Build the book strictly: warnings are errors, and the last good output stays until a new one is whole."""
    try:
        built = build_book(find_book(source), form.value, jobs=jobs, fresh=fresh, quiet=as_json)
    except BuildError as error:
        if as_json:
            typer.echo(json.dumps({"form": form.value, "built": False, "error": str(error)}))
        else:
            ERRORS.print(
                f"book build {form.value}: {error}", style="bold red", markup=False, highlight=False, soft_wrap=True
            )
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        ERRORS.print("interrupted; the last good output is as it was", markup=False)
        raise typer.Exit(130) from None
    if as_json:
        place = {"folder": str(built.folder), "start": str(built.start), "seconds": round(built.seconds, 2)}
        typer.echo(json.dumps({"form": form.value, "built": True, **place}))
    else:
        typer.echo(f"The book is in {built.folder} ({built.seconds:.1f} s). Open {built.start} in a browser.")


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Pages or folders; the whole book without any.")] = None,
    select: Annotated[list[str] | None, typer.Option(help="Codes, or beginnings of codes: only these.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Codes, or beginnings of codes: not these.")] = None,
    sources: Annotated[
        Path | None, typer.Option(help="A folder of texts (*.txt) that no page may copy.", exists=True, file_okay=False)
    ] = None,
    report: Annotated[bool, typer.Option("--report", help="Print also what fails nothing, such as grades.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the checks, and check nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one line of JSON.")] = False,
) -> None:
    """Check that the text keeps its promises. Each finding is one line: path:line: CODE what to write.

    What a book settles for itself stands in its pyproject.toml, in the table tool.bookcraft.checks.

    A finding that does not fit is excused above its block, with the reason: % book check: ignore TXT102: a statute.
    """
    try:
        checks = chosen(_codes(select), _codes(ignore))
    except UnknownCode as error:
        raise typer.BadParameter(str(error)) from None
    if listed:
        for each in checks:
            typer.echo(f"{each.code}  {each.title}")
        return
    if missing := [path for path in paths or () if not path.exists()]:
        raise typer.BadParameter(f"there is no {missing[0]}")
    try:
        folder = find_book(paths[0] if paths else Path())
        book = open_book(folder, sources)
        inside = [Path(os.path.relpath(path.resolve(), folder)).as_posix() for path in paths or ()]
        pages = [page.path for page in book.pages]
        if empty := [path for path in inside if path != "." and not any(is_in(page, path) for page in pages)]:
            raise typer.BadParameter(f"there is no page of the book in {empty[0]}; see 'pages' in its pyproject.toml")
        findings = check_book(book, checks, [] if "." in inside else inside)
    except (BuildError, BookError, PolicyError) as error:
        if as_json:
            typer.echo(json.dumps({"passed": False, "error": str(error)}))
        else:
            ERRORS.print(f"book check: {error}", style="bold red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    failed = [finding for finding in findings if finding.fails]
    if as_json:
        typer.echo(json.dumps({"passed": not failed, "findings": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            if finding.fails or report:
                path = Path(os.path.relpath(folder / finding.path)).as_posix()
                typer.echo(f"{path}:{finding.line}: {finding.code} {finding.message}")
        ERRORS.print(_summary(len(failed), len(checks), len(book.pages)), markup=False, highlight=False)
    if failed:
        raise typer.Exit(1)


def _codes(written: list[str] | None) -> list[str]:
    return [code for group in written or () for code in group.replace(",", " ").split()]


def _summary(failed: int, checks: int, pages: int) -> str:
    told = "nothing to mend" if not failed else "1 thing to mend" if failed == 1 else f"{failed} things to mend"
    return f"{told}: {checks} checks, {pages} pages"


def main() -> None:
    app()
