"""What the tests of intake share."""

from httpx2 import Response
from sqlalchemy import text

from tests.api.web.visitor import Visitor

CLERK, COMMUNE_CLERK, OFFICER = "dn-sxd-03", "dn25-26017-03", "dn-sxd-07"


HERE, COPIES = "/tiep-nhan/1.009972", "/tiep-nhan/2.000815"


CARD = "075190009999|271234567|Trần Thị Bích|15041990|Nữ|12 Lê Lợi, Biên Hòa|10052021"


WHOLE = {
    "key": "k1",
    "channel": "direct",
    "p.0.name": "Nguyễn Văn Ánh",
    "p.0.identity": "075090123456",
    "p.0.phone": "0913 456 789",
    "place": "26008",
    "a.applicant_kind": "person",
    "o.application": "1",
    "o.report": "1",
    "c.report": "1",
    "paid": "1",
    "do": "save",
}


def send(clerk: Visitor, path: str = HERE, **fields: object) -> Response:
    return clerk.post(path, {**WHOLE, **{k.replace("__", "."): v for k, v in fields.items()}})


def count(clerk: Visitor, table: str) -> int:
    with clerk.house.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 -- ours


def photograph() -> bytes:
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0" + b"GPS Bien Hoa" * 20
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    return b"\xff\xd8" + segment + b"\xff\xda\0\x02picture\xff\xd9"
