"""Result documents: made from a template, edited, kept, and signed with a certificate."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from httpx2 import Response
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from api.settings import Settings
from api.signing import Certificate
from api.web.house import House
from engine.desk import Outcome, Wish
from engine.errors import Refusal
from engine.ledger import DossierRef
from receipts.decisions import Library, Unfilled
from tests.api.web.filed import examined_by, links, path
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import HEAD, OFFICER, OWNER

CLERK, EXAMINER, LEADER, OUTSIDER = "dn-sxd-03", "dn-sxd-07", "dn-sxd-01", "dn-sxd-10"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def examined(visitor: Visitor) -> Outcome:
    return examined_by(visitor)


def _drafted(visitor: Visitor, ref: DossierRef, **typed: str) -> Response:
    here = f"{path(ref)}/ket-qua"
    page = visitor.get(here).text
    found = re.search(r'class="long"[^>]*>([^<]+)</textarea>', page)
    assert found
    data = {"text": found[1], "signer": LEADER, "key": "r", **typed}
    return visitor.post(typed.get("to", here), data, page=here)


def _words(pdf: bytes) -> str:
    found = pypdfium2.PdfDocument(BytesIO(pdf))[0].get_textpage().get_text_bounded()
    return " ".join(str(found).split())


def test_a_result_is_made_from_the_data_of_the_dossier_and_looked_at_first(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)

    answer = _drafted(visitor, examined.ref, to=f"{path(examined.ref)}/ket-qua/xem", capacity="KT.")

    told = _words(answer.content)
    assert "BẢN XEM TRƯỚC" in told
    assert examined.code in told
    assert OWNER.name in told
    assert "KT. GIÁM ĐỐC" in told
    assert "PHÓ GIÁM ĐỐC" in told
    assert links(visitor, examined.ref) == []


def test_a_result_is_kept_with_what_was_edited_and_without_the_mark(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)

    answer = _drafted(visitor, examined.ref, text="# Giấy phép\n\nĐược xây nhà ba tầng.")

    assert answer.status_code == 303
    told = _words(visitor.get(links(visitor, examined.ref)[0]).content)
    assert "GIẤY PHÉP" in told
    assert "Được xây nhà ba tầng." in told
    assert "BẢN XEM TRƯỚC" not in told


def test_an_empty_document_is_refused_and_what_was_typed_is_kept(
    visitor: Visitor, examined: Outcome
) -> None:
    visitor.signed_in(EXAMINER)

    answer = _drafted(visitor, examined.ref, text="Nội dung của tôi", signer=OUTSIDER)

    assert answer.status_code == 422
    assert "Nội dung của tôi" in answer.text
    assert "Chọn người ký" in answer.text


def test_only_who_holds_the_dossier_makes_its_result(visitor: Visitor, examined: Outcome) -> None:
    assert visitor.signed_in(CLERK).get(f"{path(examined.ref)}/ket-qua").status_code == 403


def test_the_template_of_the_office_goes_before_ours_and_asks_for_nothing_unknown(
    tmp_path: Path,
) -> None:
    (tmp_path / "9.txt").write_text("# {{ code }}", encoding="utf-8")
    (tmp_path / "8.txt").write_text("{{ nobody }}", encoding="utf-8")
    library = Library((tmp_path, *Library().folders))

    assert library.filled("9", {"code": "H1"}) == "# H1\n"
    with pytest.raises(Unfilled, match="nobody"):
        library.filled("8", {})


# the digital signature


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path, x509.Certificate]:
    """A certificate that somebody made for themselves, in a file with a password."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sở mẫu")])
    now = datetime.now(UTC)  # noqa: TID251 -- the signature carries the moment of the machine
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    p12, password = tmp_path / "so.p12", tmp_path / "so.txt"
    p12.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"so", key, made, None, BestAvailableEncryption(b"bi-mat")
        )
    )
    password.write_bytes(b"bi-mat\n")
    return p12, password, made


def _with_certificate(house: House, p12: Path, password: Path) -> Settings:
    return replace(house.settings, signing_p12=p12, signing_password=password)


def _verified(pdf: bytes, made: x509.Certificate, tmp_path: Path) -> bool:
    pem = tmp_path / "so.pem"
    pem.write_bytes(made.public_bytes(Encoding.PEM))
    root = load_cert_from_pemder(str(pem))  # type: ignore[no-untyped-call]  # no types
    trust = ValidationContext(trust_roots=[root])
    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    status = validate_pdf_signature(signature, trust)
    return bool(status.bottom_line)


def test_the_leader_signs_digitally_and_the_signature_holds(
    visitor: Visitor,
    examined: Outcome,
    certificate: tuple[Path, Path, x509.Certificate],
    tmp_path: Path,
) -> None:
    p12, password, made = certificate
    house = visitor.house
    house.settings = _with_certificate(house, p12, password)
    house.desk.take(examined.ref, Wish("propose", outcome="granted"), OFFICER)
    house.desk.take(examined.ref, Wish("agree"), HEAD)
    visitor.signed_in(LEADER)

    _drafted(visitor, examined.ref, sign="1", capacity="TM.")

    signed = visitor.get(links(visitor, examined.ref)[0]).content
    assert _verified(signed, made, tmp_path)
    page = visitor.get(path(examined.ref)).text
    assert "-da-ky-so.pdf" in page


def test_an_officer_makes_drafts_and_signs_none(
    visitor: Visitor, examined: Outcome, certificate: tuple[Path, Path, x509.Certificate]
) -> None:
    p12, password, _ = certificate
    visitor.house.settings = _with_certificate(visitor.house, p12, password)
    visitor.signed_in(EXAMINER)

    _drafted(visitor, examined.ref, sign="1")

    link = links(visitor, examined.ref)[0]
    assert b"/ByteRange" not in visitor.get(link).content
    refused = visitor.post(f"{link}/ky-so", {"key": "k"}, page=path(examined.ref))
    assert refused.status_code == 403


def test_a_wrong_password_is_refused_in_words(
    settings: Settings, certificate: tuple[Path, Path, x509.Certificate]
) -> None:
    p12, password, _ = certificate
    password.write_bytes(b"other")
    known = replace(settings, signing_p12=p12, signing_password=password)

    with pytest.raises(Refusal, match=r"so\.p12"):
        Certificate.of(known).sign(PDF)
