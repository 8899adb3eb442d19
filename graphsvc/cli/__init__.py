"""The root command. Commands load when they are called, so that `graphsvc --help` starts fast and needs no Dash.

Loaders and screens add theirs by entry point (`graphsvc.commands`). An error is one line on stderr and an exit code.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from graphsvc import __version__
from graphsvc.errors import GraphsvcError, InputError
from graphsvc.registry import load, merged, resolve

COMMANDS: dict[str, str] = {
    "info": "graphsvc.cli.cases:info",
    "unload": "graphsvc.cli.cases:unload",
    "copy": "graphsvc.cli.cases:copy",
    "retention": "graphsvc.cli.cases:retention",
    "audit": "graphsvc.cli.cases:audit",
    "search": "graphsvc.cli.questions:search",
    "explain": "graphsvc.cli.questions:explain",
    "decide": "graphsvc.cli.questions:decide",
    "cluster": "graphsvc.cli.results:cluster",
    "diff": "graphsvc.cli.results:diff",
    "report": "graphsvc.cli.results:report",
    "export": "graphsvc.cli.results:export",
    "publish": "graphsvc.cli.publishing:publish",
    "formats": "graphsvc.cli.results:formats",
    "evaluate": "graphsvc.cli.results:evaluate",
    "rotation": "graphsvc.cli.questions:rotation",
    "versions": "graphsvc.cli.questions:versions",
    "hubs": "graphsvc.cli.leads:hubs",
    "suggest": "graphsvc.cli.leads:suggest",
    "bridges": "graphsvc.cli.leads:bridges",
    "wallets": "graphsvc.cli.leads:wallets",
    "payments": "graphsvc.cli.leads:payments",
    "extract": "graphsvc.cli.tools:extract",
    "synth": "graphsvc.cli.tools:synth",
    "bench": "graphsvc.cli.tools:bench",
    "spark": "graphsvc.cli.spark:spark",
    "doctor": "graphsvc.cli.tools:doctor",
}
GROUP = "graphsvc.commands"
STOPPED = 130  # the exit code of a command that Ctrl-C ended


def names() -> dict[str, str]:
    """Every command: name -> "module:function"."""
    return merged(COMMANDS, GROUP)


def command(name: str) -> Any:
    """The command called `name`, ready to be invoked. Raises UnknownName."""
    import typer

    function = resolve(COMMANDS, name, "command", GROUP)
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
    )
    app.command(name)(function)
    return typer.main.get_command(app)


def main(args: list[str] | None = None) -> None:
    """Run the command line; exits non-zero with one line on stderr when something is wrong."""
    # What a library logs is no message of ours: an error is one line.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    words = sys.argv[1:] if args is None else args
    try:
        sys.exit(_dispatch(words))
    except GraphsvcError as error:
        _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        _fail("stopped; what was committed stays, and the same command goes on from there", STOPPED)
    except MemoryError:
        from graphsvc.memory import spent

        _end(spent(), InputError.exit_code)  # nothing typed is in it, and to look would import more
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nothing more to say to it
        sys.exit(141)
    except OSError as error:
        _fail(f"{error.filename or 'the system'}: {error.strerror or error}", 2)


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0
    if words[0] == "--version":
        print(f"graphsvc {__version__}")
        return 0
    import typer

    from graphsvc.memory import cap

    cap()
    chosen = command(words[0])
    try:
        code = chosen.main(args=words[1:], prog_name=f"graphsvc {words[0]}", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        said = error.format_message() if hasattr(error, "format_message") else str(error)
        raise InputError(f"{said.rstrip('.')}; see `graphsvc {words[0]} --help`") from None
    if code == STOPPED:  # typer turns Ctrl-C into this code
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _help() -> str:
    lines = ["graphsvc: link traffickers' online footprints into networks that hold, with evidence and doubt shown.",
             "", "Usage: graphsvc COMMAND [ARGUMENTS]; `graphsvc COMMAND --help` says more.", ""]  # fmt: skip
    for name, path in sorted(names().items()):
        lines.append(f"  {name:<10} {(load(path).__doc__ or '').strip().splitlines()[0]}")
    return "\n".join(lines)


def _fail(message: str, code: int) -> None:
    from graphsvc.identifiers import redact

    said, _ = redact(" ".join(message.split()))  # a message may quote what was typed, or the head of a file
    _end(said, code)


def _end(said: str, code: int) -> None:
    print(f"graphsvc: {said}", file=sys.stderr)
    sys.exit(code)
