"""The digital signature of the office, if a certificate is configured (PKCS#12)."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers import sign_pdf

from api.settings import Settings
from engine.errors import Conflict, NotFound

FIELD = "ChuKySo"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its key; read anew for each signature, so that a new one is taken up."""

    path: Path
    password: bytes | None

    @classmethod
    def of(cls, settings: Settings) -> "Certificate":
        """That of the settings; refused if there is none, or its password cannot be read."""
        if settings.signing_p12 is None:
            raise NotFound(
                "Chưa cấu hình chứng thư số (MOTCUA_SIGNING_P12).", code="no_certificate"
            )
        file = settings.signing_password
        try:
            password = file.read_bytes().strip() if file else None
        except OSError as error:
            raise _unreadable(file or settings.signing_p12) from error
        return cls(settings.signing_p12, password)

    def sign(self, pdf: bytes) -> bytes:
        """The document with a signature over all of it, added behind: nothing before is changed."""
        load = SimpleSigner.load_pkcs12
        signer = load(str(self.path), passphrase=self.password)  # type: ignore[no-untyped-call]  # no types
        if signer is None:
            raise _unreadable(self.path)
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        count = len(list(writer.root["/AcroForm"]["/Fields"])) if "/AcroForm" in writer.root else 0
        about = PdfSignatureMetadata(field_name=f"{FIELD}{count + 1}", md_algorithm="sha256")
        signed = BytesIO()
        sign_pdf(writer, about, signer=signer, output=signed)
        return signed.getvalue()


def _unreadable(path: Path) -> Conflict:
    return Conflict(
        f"Không mở được chứng thư số {path.name}. Kiểm tra tệp và mật khẩu.",
        code="certificate_unreadable",
    )
