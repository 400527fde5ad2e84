"""Files of a visit, as the counter types it in: many dossiers, or one that is resolved at once.

agency: dn-sxd
submitter: {role: authorised, name: …, identity_kind: citizen, identity: …, scope: [submit]}
papers: {report: [1, 1]}                 # brought once for all; originals, copies
paid: true
dossiers:
  - procedure: "1.009972"
    owners: [{name: …}]
    papers: {application: [1, 0]}
    answers: {applicant_kind: person}
    place: "26008"

Resolved at once, a file has the keys of one dossier, with `agency`, `number`, `capacity`, `signer`,
`receipt` and `outcome`.
"""

from api.cli.reception_file import answers_of, papers_of, people_of
from engine.desk import Reception
from engine.desk.visits import AtOnce, Visit
from engine.fields import Fields
from engine.procedure import Channel


def visit(data: object, where: str) -> Visit:
    """The visit of a file; DefinitionFault names what cannot be read."""
    file = Fields(data, where)
    agency = file.text("agency")
    (submitter,) = people_of(Fields({"people": [file.take("submitter")]}, where), "people")
    wanted = Visit(
        agency,
        submitter,
        tuple(_dossier(one, agency) for one in file.parts("dossiers")),
        papers_of(file),
        paid=file.flag("paid"),
        method=file.optional("method"),
    )
    file.finish()
    return wanted


def at_once(data: object, where: str) -> AtOnce:
    """The dossier of a file that is resolved while the person waits."""
    file = Fields(data, where)
    result = {
        "number": file.optional("number"),
        "capacity": file.optional("capacity"),
        "signer": file.optional("signer"),
    }
    outcome, receipt = file.text("outcome", "granted"), file.flag("receipt")
    paid, method = file.flag("paid"), file.optional("method")
    reception = _dossier(file, file.text("agency"), paid=paid, method=method)
    return AtOnce(reception, outcome, receipt=receipt, **result)


def _dossier(
    one: Fields, agency: str, *, paid: bool = False, method: str | None = None
) -> Reception:
    reception = Reception(
        agency=agency,
        procedure=one.text("procedure"),
        channel=Channel.DIRECT,
        parties=people_of(one, "owners"),
        papers=papers_of(one),
        answers=answers_of(one),
        place=one.optional("place"),
        return_at=one.optional("return_at"),
        paid=paid,
        method=method,
    )
    one.finish()
    return reception
