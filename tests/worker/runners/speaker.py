"""A small worker that speaks the protocol: what it does with a task is the task's seed."""

import os
import sys
import time

from nas_navigator_schemas.jobs import (
    Control,
    Failed,
    FromWorker,
    LayoutDone,
    Ready,
    Suspended,
    TaskProgress,
    ToWorker,
    WeightsCut,
)

WORK, DIE, WAIT, SHOUT, BABBLE = range(5)


def say(message: object) -> None:
    print(FromWorker.model_validate(message).model_dump_json(), flush=True)


def main() -> None:
    if "--stillborn" in sys.argv:
        print("no device here", file=sys.stderr)
        sys.exit(3)
    say(Ready(device="a pencil", threads=int(os.environ["OMP_NUM_THREADS"]), versions={}))
    waiting = None
    for line in sys.stdin:
        heard = ToWorker.model_validate_json(line).root
        if isinstance(heard, Control):
            if waiting == heard.task and heard.action == "suspend":
                say(Suspended(task=heard.task, checkpoint="ab" * 32))
            else:
                say(Failed(task=heard.task, message=f"asked to {heard.action}"))
        elif heard.seed == DIE:
            print("out of pencils", file=sys.stderr, flush=True)
            os._exit(9)
        elif heard.seed == WAIT:
            waiting = heard.id
            say(TaskProgress(task=heard.id, done=1, total=2))
        elif heard.seed == SHOUT:
            say(LayoutDone.model_construct(**shouted(heard.id)))
        elif heard.seed == BABBLE:
            print("this is no JSON", flush=True)
        else:
            time.sleep(0.02)
            say(TaskProgress(task=heard.id, done=1, total=1))
            say(WeightsCut(task=heard.id, artifact="cd" * 32))


def shouted(task: str) -> dict[str, object]:
    points = tuple({"candidate": "c" * 64, "x": 0.5, "y": 0.25} for _ in range(40_000))
    return {
        "task": task,
        "version": 1,
        "artifact": "ab" * 32,
        "sampled": (),
        "points": points,
        "fitted": 300,
        "trustworthiness": 0.9,
        "seconds": 1.0,
    }


if __name__ == "__main__":
    main()
