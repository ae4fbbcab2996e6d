"""News that wait: in order, and of progress only the latest."""

import asyncio

from nas_navigator.study.inbox import Inbox, News
from nas_navigator.study.opened import OpenStudy
from nas_navigator_schemas.jobs import Suspended, TaskProgress
from nas_navigator_schemas.records import Records

TASK = "s.j1.1.0.1"


def test_of_progress_that_waits_only_the_latest_is_taken() -> None:
    async def work() -> list[News]:
        taken: list[News] = []
        done = asyncio.Event()

        async def take(_: OpenStudy, news: News) -> None:
            taken.append(news)
            if news.over:
                done.set()

        def give_up(_: OpenStudy, error: Exception) -> None:
            raise error

        inbox = Inbox({"s": OpenStudy("s", Records(), 1)}.get, take, give_up)
        for batch in range(1000):
            inbox.heard(TASK, TaskProgress(task=TASK, done=batch, total=1000))
        inbox.heard(TASK, Suspended(task=TASK, checkpoint=None))
        inbox.start()
        await asyncio.wait_for(done.wait(), 5)
        await inbox.close()
        return taken

    first, last = asyncio.run(work())
    assert isinstance(first.message, TaskProgress)
    assert first.message.done == 999
    assert isinstance(last.message, Suspended)
