"""The service: holds open studies, and is the only place of the study that awaits.

A command or a worker's message becomes events, the events are stored, folded, sent to every reader, and what is to be
done next goes to the runner: in this order, one change of a study at a time.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import final

from nas_navigator.study.branches import Begun, Parting, new_id
from nas_navigator.study.cutting import Cuts
from nas_navigator.study.decide import decide
from nas_navigator.study.evolve import replay
from nas_navigator.study.heard import recovered, waits
from nas_navigator.study.inbox import Inbox, News
from nas_navigator.study.logs import Logs
from nas_navigator.study.moments import Moments
from nas_navigator.study.opened import OpenStudy, artifacts_of, fold, needed_by, read_by, stamped, summary_of
from nas_navigator.study.partings import Partings, Plan
from nas_navigator.study.past import accepted, check_moment, frames_after, past_state, verified
from nas_navigator.study.ports import ArtifactStore, EventStore, Runner
from nas_navigator.study.readers import Reader
from nas_navigator.study.records import study_of
from nas_navigator.study.refusals import Refusal
from nas_navigator.study.tasks import controls, next_tasks
from nas_navigator_schemas.commands import AnyCommand, Branch, Resume, RunTwin
from nas_navigator_schemas.events import AnyPayload, Event, StudyCreated
from nas_navigator_schemas.frames import Notice
from nas_navigator_schemas.http import Accepted, StudySummary
from nas_navigator_schemas.jobs import AnyMessage, AnyTask, Failed, IterationDone, Ready, TaskProgress
from nas_navigator_schemas.records import Records

log = logging.getLogger(__name__)

Check = Callable[[AnyPayload], None]
"""Refuses what the catalogue does not have, which the pure core does not know."""

SYSTEM, SEARCH = "system", "search"
ACTIVE = ("training", "searching", "finalizing")

AGAIN_S = 5.0
"""Seconds until what found no room is done again."""
MOST_FOLDED = 200
"""Events that a reader who comes back is told one by one; after more, a snapshot is sooner read."""


@final
class StudyService:
    """Studies, by id. Every method may be called at any time; what changes one study waits for its turn."""

    def __init__(self, store: EventStore, artifacts: ArtifactStore, check: Check) -> None:
        self._store, self._artifacts, self._check = store, artifacts, check
        self._cuts, self._logs, self._moments = Cuts(), Logs(store), Moments(store)
        self._studies: dict[str, OpenStudy] = {}
        self._partings = Partings(store)
        self._opening, self._keeping = asyncio.Lock(), asyncio.Lock()
        self._inbox = Inbox(self._studies.get, self._take, self._evict)
        self._chores: set[asyncio.Task[None]] = set()
        self._closing = False
        self._runner: Runner

    async def start(self, runner: Runner, *, resume: bool) -> None:
        """Begins to give work to the runner; what ran when the server ended is paused, or with `resume` goes on."""
        self._runner = runner
        self._inbox.start()
        await self._collect()
        for study, summary in (await self._store.summaries()).items():
            if summary is None or summary.phase in ACTIVE:
                try:
                    await self._recover(study, resume)
                except Exception:
                    log.exception("study '%s' could not be opened; the others go on", study)

    async def close(self) -> None:
        """Takes what workers said already, and begins with nothing more; what is open is as the log has it."""
        self._closing = True
        await self._inbox.close()
        # What is not discarded now is at the next start.
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        for study in self._studies.values():
            study.close()

    def heard(self, message: AnyMessage) -> None:
        """Takes a worker's message; returns at once."""
        if not isinstance(message, Ready) and not self._cuts.hear(message):
            self._inbox.heard(message.task, message)

    def lost(self, task: AnyTask, reason: str) -> None:
        """Takes the news that the process died that did a task; returns at once."""
        if not self._cuts.hear(Failed(task=task.id, message=reason)):
            self._inbox.lost(task, reason)

    def began(self, task: AnyTask) -> None:
        """Takes the news that a process began with a task; returns at once."""
        study = self._studies.get(task.study)
        if study is not None and task.id in study.tasks:
            study.begun.add(task.id)
        self._inbox.began(task)

    async def create(self, created: StudyCreated, actor: str = "person") -> OpenStudy:
        """A new study, with the map asked for."""
        self._check(created)
        identifier = new_id()
        events = stamped((created,), 0, actor)
        records = replay(events, identifier)
        await self._store.create(identifier, events, summary_of(identifier, records), artifacts_of(records))
        study = self._studies[identifier] = OpenStudy(identifier, records, events[-1].seq)
        async with study.lock:
            await self._dispatch(study)
        return study

    async def command(self, study: str, command: AnyCommand) -> Accepted:
        """Does a command, or refuses it as a whole.

        Raises:
            Refusal: the study is gone, has moved on from `expected_seq`, or cannot do it now.
        """
        if not isinstance(command, Branch | RunTwin):
            return await self._carry_out(study, command, lambda records: Parting(decide(records, command)))
        opened = await self._opened(study)
        plan = await self._partings.plan(opened, command)
        async with self._partings.copied(opened, plan, self._studies):
            return await self._carry_out(study, command, plan)

    async def _carry_out(self, study: str, command: AnyCommand, plan: Plan) -> Accepted:
        async with self._turn(study) as opened:
            if command.command_id is not None:
                answer = await self._store.answered(study, command.command_id)
                if answer is not None:
                    return accepted(await self._store.read(study, answer - 1, 1))
            if command.expected_seq is not None and command.expected_seq != opened.seq:
                detail = f"the study is at {opened.seq} and not at {command.expected_seq}; look again and retry"
                raise Refusal(409, "The study has moved on", detail, "expected_seq")
            done = plan(opened.records)
            for payload in done.payloads:
                self._check(payload)
            try:
                events = await self._commit(opened, done.payloads, command.actor, command.command_id, begun=done.begun)
            except FileExistsError:
                await self._catch_up(opened)
                raise
            return accepted(events)

    async def past(self, study: str, seq: int) -> str:
        """A study's state as it was after an event, as JSON.

        Raises:
            Refusal: there is no such study or event.
        """
        opened = await self._opened(study)
        check_moment(seq, opened.seq, "at")
        return await asyncio.to_thread(past_state, seq, await self._moments.at(study, seq))

    async def study(self, study: str) -> OpenStudy:
        """A study, to be read.

        Raises:
            Refusal: there is none.
        """
        return await self._opened(study)

    async def reader(self, study: str, after: int, actor: str | None = None) -> tuple[OpenStudy, Reader]:
        """A reader of the study's stream from after an event on; what is not in memory any more is folded anew.

        `actor` is who reads, where they say so.
        """
        opened = await self._opened(study)
        missing = opened.seq - after
        if after == 0 or not 0 < missing <= MOST_FOLDED or opened.kept(after) is not None:
            return opened, opened.read_from(after, actor=actor)
        before = await self._moments.at(study, after)
        log = await self._store.read(study, after)
        frames = await asyncio.to_thread(frames_after, before, log, study)
        return opened, opened.read_from(after + len(log), frames, actor)

    async def summaries(self) -> tuple[StudySummary, ...]:
        """Every study, newest first; one whose log cannot be read stands there as failed."""
        listed = await self._store.summaries()
        known = {study: summary for study, summary in listed.items() if not self._logs.unreadable(study)}
        lines = [known.get(study) or await self._summarised(study) for study in listed]
        return tuple(line for line in lines if line is not None)

    async def events(self, study: str, after: int, limit: int) -> tuple[tuple[Event, ...], int]:
        """Events after a sequence number, and the newest event's."""
        opened = await self._opened(study)
        return await self._store.read(study, after, limit), opened.seq

    async def weights(self, study: str, candidate: str) -> str:
        """The artifact with a candidate's own weights.

        Raises:
            Refusal: the candidate is unknown, nothing is trained, or the device is busy.
        """
        opened = await self._opened(study)
        return await self._cuts.cut(opened.records, candidate, self._runner)

    async def archived(self, study: str, pin: Callable[[frozenset[str]], None]) -> tuple[Records, tuple[Event, ...]]:
        """A study's records and its log; `pin` is given the artifacts that they refer to before any can be deleted."""
        async with self._turn(study) as opened:
            records, seq = opened.records, opened.seq
            await asyncio.to_thread(pin, artifacts_of(records))
        log = await self._store.read(study, limit=seq)
        if len(log) < seq:
            raise Refusal(404, "No such study", f"study '{study}' was deleted meanwhile")
        return records, log

    async def twins(self, study: str, seq: int | None) -> dict[str, Records | str]:
        """The records of the unattended twins of a decision, or of all, or why one cannot be opened; one that was
        deleted is left out.

        Raises:
            Refusal: there is no such study.
        """
        opened = await self._opened(study)
        asked = [each for each in opened.records.interventions.values() if seq in (None, each.seq)]
        summaries = await self._store.summaries()
        there: dict[str, Records | str] = {}
        for identifier in (twin.study for each in asked for twin in each.twins):
            # A log that somebody imported may name studies that are none of its twins.
            summary = summaries.get(identifier)
            if identifier in summaries and (summary is None or summary.twin_of == study):
                try:
                    there[identifier] = (await self._opened(identifier)).records
                except Refusal as refusal:  # deleted meanwhile, or its log makes no sense
                    there[identifier] = refusal.detail
                except Exception as error:
                    log.exception("twin '%s' could not be opened; what is asked of the others is answered", identifier)
                    there[identifier] = str(error)
        return there

    def behind(self) -> dict[str, str]:
        """For each open study of which nothing is being done, the name of one that uses the device and is no twin.

        A cluster may do twins at the same time; and one that was begun is done to the end of its iteration.
        """
        records = [study_of(opened.records) for opened in self._studies.values()]
        name = next((each.name for each in records if each.phase in ACTIVE and each.twin_of is None), None)
        return {} if name is None else {each.id: name for each in self._studies.values() if not each.at_work}

    async def adopt(self, log: Sequence[Event], keep: Callable[[frozenset[str], frozenset[str]], None]) -> OpenStudy:
        """A new study with the log of another; `keep` is given the artifacts that it refers to, and those of them
        without which it cannot go on.

        Raises:
            Refusal: the log makes no sense, or leads to what cannot be.
        """
        identifier = new_id()
        records = await asyncio.to_thread(verified, log, identifier, self._check)
        artifacts = artifacts_of(records)
        async with self._keeping:
            await asyncio.to_thread(keep, artifacts, needed_by(records))
            await self._store.create(identifier, log, summary_of(identifier, records), artifacts)
        return await self._opened(identifier)

    async def delete(self, study: str) -> None:
        """Forgets a study and what only it refers to."""
        try:
            async with self._turn(study) as opened:
                await self._store.delete(study)
                self._moments.forget(study)
                self._runner.forget(study)
                del self._studies[study]
                opened.close()
                await self._discard(artifacts_of(opened.records))
        except Refusal:
            if not self._logs.unreadable(study):
                raise
            await self._store.delete(study)
            self._logs.forget(study)

    async def _recover(self, study: str, resume: bool) -> None:
        """Opens a study that ran when the server ended, or whose summary another version wrote."""
        await self._summarised(study)
        opened = self._studies.get(study)
        if resume and opened is not None and opened.records.study[study].phase == "paused":
            async with self._turn(study) as turn:
                await self._commit(turn, decide(turn.records, Resume()), SYSTEM)

    async def _opened(self, study: str) -> OpenStudy:
        if study not in self._studies:
            async with self._opening:
                if study not in self._studies:
                    self._studies[study] = await self._load(study)
        return self._studies[study]

    async def _load(self, identifier: str) -> OpenStudy:
        study = OpenStudy(identifier, *await self._logs.read(identifier))
        try:
            await self._commit(study, recovered(study.records), SYSTEM)
        except (LookupError, ValueError) as error:
            self._runner.forget(identifier)
            raise self._logs.refused(identifier, error) from error
        return study

    @asynccontextmanager
    async def _turn(self, study: str) -> AsyncIterator[OpenStudy]:
        """The study, for as long as nobody else may change it."""
        opened = await self._opened(study)
        async with opened.lock:
            if opened.gone:
                raise Refusal(404, "No such study", f"study '{study}' was deleted or closed meanwhile; look again")
            yield opened

    async def _commit(
        self,
        study: OpenStudy,
        payloads: Sequence[AnyPayload],
        actor: str,
        command_id: str | None = None,
        over: str | None = None,
        begun: Sequence[Begun] = (),
    ) -> tuple[Event, ...]:
        """Stores the events that payloads make and the studies that begin with them, all or none, and does what
        follows; `over` is a task that ended.
        """
        events = stamped(payloads, study.seq, actor)
        if payloads:
            steps = fold(study.records, events, study.id)
            records = steps[-1].after
            artifacts = artifacts_of(records)
            superseded = artifacts_of(study.records) - artifacts
            summary, logs = summary_of(study.id, records), [each.log for each in begun]
            # Nobody opens what parts before it is here: it would be taken for what a server left that ended.
            async with self._opening if begun else nullcontext():
                await self._store.append(study.id, events, summary, artifacts, command_id, logs)
                parted = [OpenStudy(each.log.study, each.records, each.log.added[-1].seq) for each in begun]
                self._studies.update((other.id, other) for other in parted)
            study.advance(steps)
        if over is not None:
            study.finished(over)
        if payloads:
            self._discard_soon(superseded)
            for other in parted:
                async with other.lock:
                    if not other.gone:
                        await self._dispatch(other)
        await self._dispatch(study)
        return events

    async def _dispatch(self, study: OpenStudy) -> None:
        """Gives the runner what the records ask for and what it does not have yet.

        An iteration's task names every candidate that is known, and with ten thousand is too long to make at a stroke.
        """
        if self._closing:
            return
        for task in await asyncio.to_thread(next_tasks, study.records, tuple(study.tasks)):
            study.tasks[task.id] = read_by(task)
            self._runner.submit(task)
        for control in controls(study.records, study.tasks):
            if control not in study.controls:
                study.controls.add(control)
                self._runner.control(control.task, control.action)

    async def _take(self, study: OpenStudy, news: News) -> None:
        async with study.lock:
            if study.gone:
                return
            try:
                await self._follow(study, news)
            except FileExistsError:
                await self._catch_up(study)
                await self._follow(study, news)
            if isinstance(news.message, TaskProgress):
                study.report(news.message)

    def _again_soon(self, study: OpenStudy, task: str, reason: str) -> None:
        """Has a task done again after a while; until then it counts as underway, and says what it waits for."""
        told = [progress.message for progress in study.progress.values()]
        study.report(TaskProgress(task=task, done=0, total=None, message=reason))
        if reason not in told:
            study.notice(
                Notice(level="error", text=f"A result found no room and is made again until it does: {reason}")
            )
        self._beside(self._again(study, task))

    async def _again(self, study: OpenStudy, task: str) -> None:
        await asyncio.sleep(AGAIN_S)
        async with study.lock:
            if study.gone:
                return
            study.free(task)
            await self._dispatch(study)
            if task not in study.tasks:
                study.finished(task)

    async def _follow(self, study: OpenStudy, news: News) -> None:
        """Commits what news make of the study as it is."""
        if isinstance(news.message, Failed) and waits(study.records, news.message):
            self._again_soon(study, news.task, news.message.message)
            return
        payloads = news.payloads(study.records)
        actor = SEARCH if isinstance(news.message, IterationDone) else SYSTEM
        if payloads or news.over:
            await self._commit(study, payloads, actor, over=news.task if news.over else None)

    async def _catch_up(self, study: OpenStudy) -> None:
        """Takes from the log what the store kept and could not say that it kept."""
        if missed := await self._store.read(study.id, study.seq):
            study.advance(fold(study.records, missed, study.id))
        await self._dispatch(study)

    def _evict(self, study: OpenStudy, error: Exception) -> None:
        """Closes a study whose memory may not be what its log says; at its next use it is read anew."""
        study.notice(Notice(level="error", text=f"A result could not be kept: {error}"))
        self._runner.forget(study.id)
        self._studies.pop(study.id, None)
        study.close()

    async def _summarised(self, study: str) -> StudySummary | None:
        """The line of a study, made anew; None where nothing can be said of it."""
        try:
            opened = await self._opened(study)
        except Refusal:
            return await self._logs.summary(study)
        summary = summary_of(study, opened.records)
        await self._store.remember(study, summary, artifacts_of(opened.records))
        return summary

    def _discard_soon(self, names: frozenset[str]) -> None:
        """Discards beside what goes on: an import may hold the artifacts for minutes."""
        if names:
            self._beside(self._discard(names))

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        """Does something beside what goes on."""
        chore = asyncio.create_task(work)
        self._chores.add(chore)
        chore.add_done_callback(self._chores.discard)

    async def _discard(self, names: frozenset[str]) -> None:
        """Deletes those artifacts that no study refers to and no task reads any more."""
        names -= {name for study in self._studies.values() for read in study.tasks.values() for name in read}
        if not names:
            return
        # What an import has kept is referred to only when its study is stored.
        async with self._keeping:
            try:
                referenced = await self._store.referenced()
                if referenced is not None:
                    await asyncio.to_thread(self._artifacts.discard, names - referenced)
            except OSError as error:
                log.warning("what is not needed any more is deleted at the next start: %s", error)

    async def _collect(self) -> None:
        """Deletes what was left behind when the server ended in the middle of something.

        Where there is no study at all, a database that was lost may come back from a copy and need all of it.
        """
        names = await asyncio.to_thread(self._artifacts.names)
        if names and not await self._store.summaries():
            log.warning("there is no study: %d artifacts are kept, for a database that may come back", len(names))
            return
        await self._discard(names)
