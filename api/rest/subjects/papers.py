"""Results, original papers, and files under way between places."""

from fastapi import APIRouter

from api.rest.strict import StrictRoute
from api.rest.subjects.dossiers import ONE
from api.rest.verbs import Verb, offer

router = APIRouter(tags=["results and papers"], route_class=StrictRoute)

offer(
    router,
    Verb(f"{ONE}/results/acknowledgement", "results.acknowledge"),
    Verb(f"{ONE}/results/handing", "results.hand"),
    Verb(f"{ONE}/results/come-back", "results.come_back"),
    Verb(f"{ONE}/results/archiving", "results.archive"),
    Verb(f"{ONE}/results/correction", "results.correct"),
    Verb("/postings", "postings.sign", 201),
    Verb(f"{ONE}/originals/giving-back", "originals.give_back"),
    Verb(f"{ONE}/originals/filing", "originals.file"),
    Verb("/originals/lists", "originals.offer", 201),
    Verb("/originals/lists/confirmation", "originals.confirm"),
    Verb("/originals/lists/recall", "originals.recall"),
    Verb(f"{ONE}/transfer", "places.transfer"),
    Verb(f"{ONE}/return-place", "places.return_elsewhere"),
    Verb("/transit-slips", "places.send", 201),
    Verb("/transit-slips/arrivals", "places.take"),
)
