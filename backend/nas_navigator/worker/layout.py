"""The process that makes maps, so that a t-SNE never holds up training. Started by a runner; see `channel`."""

from nas_navigator.worker.arguments import read_arguments
from nas_navigator.worker.channel import open_channel


def main() -> None:
    """Read tasks until the parent is gone."""
    arguments, channel = read_arguments("the map maker of NAS-Navigator"), open_channel()
    # Takes seconds; the channel is open already, so that a parent that dies meanwhile takes this process along.
    from nas_navigator.worker.layout_tasks import work

    work(arguments, channel)


if __name__ == "__main__":
    main()
