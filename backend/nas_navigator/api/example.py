"""The example study that a first start shows."""

from nas_navigator.api.catalogue import dataset_entry
from nas_navigator.spaces.catalogue import build_template
from nas_navigator.study.service import StudyService
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.events import StudyCreated

NAME = "Digits, first steps"


async def ensure_example(service: StudyService) -> None:
    """Makes a fresh example study on digits, unless one that nobody has touched is there."""
    for summary in await service.summaries():
        if summary.name == NAME and summary.phase == "idle" and await _untouched(service, summary.id):
            return
    dataset = DatasetChoice(id="digits")
    template = build_template("cells", {}, dataset_entry(dataset))
    await service.create(StudyCreated(name=NAME, dataset=dataset, template=template, seed=0), actor="system")


async def _untouched(service: StudyService, study: str) -> bool:
    """Whether nothing but the study's creation and what the machine did by itself is in its timeline."""
    return len((await service.study(study)).records.interventions) == 1
