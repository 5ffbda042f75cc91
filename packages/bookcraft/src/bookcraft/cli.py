"""`book`, the command line: a thin front end on the cores.

Exit codes: 0 done; 1 the book could not be made, the reason is printed; 2 the command was not understood;
130 interrupted. The last good output survives all of them.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .build import STOPS, BuildError, find_book
from .build import build as build_book

app = typer.Typer(
    name="book",
    help="Make an interactive textbook.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
ERRORS = Console(stderr=True)

Form = StrEnum("Form", {form: form for form in STOPS})


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
            ERRORS.print(f"book build {form.value}: {error}", style="bold red", markup=False, highlight=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        ERRORS.print("interrupted; the last good output is as it was", markup=False)
        raise typer.Exit(130) from None
    if as_json:
        place = {"folder": str(built.folder), "start": str(built.start), "seconds": round(built.seconds, 2)}
        typer.echo(json.dumps({"form": form.value, "built": True, **place}))
    else:
        typer.echo(f"The book is in {built.folder} ({built.seconds:.1f} s). Open {built.start} in a browser.")


def main() -> None:
    app()
