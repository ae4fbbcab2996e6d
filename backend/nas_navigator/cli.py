"""The command line: thin; each command loads what it needs when it runs."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn, cast

import typer

app = typer.Typer(
    name="nas-navigator",
    help="See, steer and trust a neural architecture search while it runs.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

UsageError = cast(type[typer.BadParameter], typer.BadParameter.__base__)
"""What a command line that cannot be read raises; its module's name differs between versions of Typer."""
HARM = 1
"""The exit code of an examination that found what should be mended."""
WRONG = 2
"""The exit code for a request that was wrong; the one line on stderr says what and how to mend it."""

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where studies are kept.", show_default="the user's data directory"),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        envvar="NAS_NAVIGATOR_DATABASE_URL",
        help="Logs in PostgreSQL: postgresql://USER@HOST/NAME. Artifacts stay in the data directory.",
        show_default="SQLite in the data directory",
    ),
]


def _refuse(detail: str) -> NoReturn:
    typer.echo(f"nas-navigator: {' '.join(detail.split())}", err=True)
    raise typer.Exit(WRONG)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to bind; any but loopback asks for a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 picks a free one.", min=0, max=65535)] = 8642,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page.")] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    runner: Annotated[str, typer.Option(help="Where work is done: local, or ray for a cluster.")] = "local",
    threads: Annotated[
        int | None,
        typer.Option(
            help="Threads of the device; with Ray of each worker, which needs as many CPUs.",
            min=1,
            show_default="all cores; 1 with Ray",
        ),
    ] = None,
    ray_address: Annotated[
        str | None,
        typer.Option(
            help="The cluster: HOST:PORT, or auto for the one that this machine is part of.",
            show_default="a new one on this machine",
        ),
    ] = None,
    ray_workers: Annotated[
        int | None, typer.Option(help="How many workers.", min=1, show_default="as many as fit")
    ] = None,
    ray_gpus: Annotated[
        float | None,
        typer.Option(help="GPUs of a worker, or a share of one.", min=0, show_default="1 where there are any"),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what ran when the server ended.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Have a fresh example study on digits.")] = False,
) -> None:
    """Serve the page and the API; prints the address when it answers."""
    if runner not in ("local", "ray"):
        _refuse(f"runner '{runner}' is not known; choose local or ray")
    if runner == "local" and (ray_address, ray_workers, ray_gpus) != (None, None, None):
        _refuse("--ray-address, --ray-workers and --ray-gpus are of a cluster; add --runner ray")
    from nas_navigator.api.server import CannotServeError, Options, run
    from nas_navigator.worker.runners.cluster import ClusterOptions

    cluster = ClusterOptions(ray_address, threads or 1, ray_gpus, ray_workers) if runner == "ray" else None
    options = Options(
        host,
        port,
        data_dir,
        database_url,
        open_browser=open_browser,
        resume=resume,
        example=example,
        threads=threads,
        cluster=cluster,
    )
    try:
        run(options)
    except CannotServeError as error:
        _refuse(str(error))


@app.command()
def export(
    study: Annotated[str, typer.Argument(help="The study's id.")],
    candidate: Annotated[str, typer.Argument(help="The candidate's id.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    format_: Annotated[str, typer.Option("--format", help="json or weights.")] = "json",
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Write a candidate of a stopped server's data directory to a file."""
    from nas_navigator.api.offline import CannotExportError, export_offline

    try:
        export_offline(study, candidate, format_, output, data_dir, database_url)
    except CannotExportError as error:
        _refuse(str(error))


@app.command()
def doctor(
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a finding, the last is the summary.")
    ] = False,
) -> None:
    """Examine a data directory, without changing it: what is wrong, what it means, what to do. Exit code 1: harm."""
    from nas_navigator.cli_doctor import CannotExamineError, run_doctor

    try:
        sound = run_doctor(data_dir, database_url, as_json=as_json)
    except CannotExamineError as error:
        _refuse(str(error))
    if not sound:
        raise typer.Exit(HARM)


@app.command(name="list")
def list_(
    what: Annotated[str, typer.Argument(help="templates, datasets, strategies, objectives or operations.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with the parameters' schemas.")] = False,
) -> None:
    """List what a study can be made of."""
    from nas_navigator.api.catalogue import catalogue

    known = catalogue()
    if what not in type(known).model_fields:
        _refuse(f"there is no list of '{what}'; choose one of {', '.join(type(known).model_fields)}")
    entries = getattr(known, what)
    if as_json:
        typer.echo(f"[{','.join(entry.model_dump_json() for entry in entries)}]")
        return
    width = max(len(entry.id) for entry in entries)
    for entry in entries:
        typer.echo(f"{entry.id:<{width}}  {entry.name}: {entry.description}")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="evaluate, distance, layout or stream.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, the last is the summary.")] = False,
) -> None:
    """Run a benchmark; its options follow its name, as in `bench evaluate --population 12`."""
    from nas_navigator.cli_bench import CannotBenchError, run_bench

    try:
        run_bench(name, context.args, as_json=as_json)
    except CannotBenchError as error:
        _refuse(str(error))


def main() -> None:
    """Runs the command line; whatever fails is one line on stderr."""
    try:
        sys.exit(app(standalone_mode=False))
    except UsageError as error:
        typer.echo(f"nas-navigator: {' '.join(error.format_message().split())} See 'nas-navigator --help'.", err=True)
        sys.exit(WRONG)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        typer.echo(f"nas-navigator: {type(error).__name__}: {' '.join(str(error).split())}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
