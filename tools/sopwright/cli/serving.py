"""The command that serves what was built."""

from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, now, root_option
from sopwright.commands import serve as serve_command


@click.command(epilog=EPILOG)
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The settings' TOML file.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port of the development sign-in; 0 takes a free one.")
@click.option("--nginx", is_flag=True, help="Print a configuration of nginx for these settings and stop.")
@root_option
def serve(config: Path | None, port: int | None, nginx: bool, root: Path) -> int:
    """Serve the handbook to those who may read it; without settings on this machine only, for trying it out.

    \b
    Examples:
      sopwright serve                                     at http://127.0.0.1:8000/
      sopwright serve --port 8080
      sopwright serve --config /etc/sopwright/serve.toml
      sopwright serve --config /etc/sopwright/serve.toml --nginx
    """  # noqa: D301  # \b keeps the lines as they are
    wanted = serve_command.Wanted(root, config, port)
    if nginx:
        return serve_command.print_nginx(wanted, console(), messages())
    return serve_command.serve(wanted, now, messages())


COMMANDS = (serve,)
