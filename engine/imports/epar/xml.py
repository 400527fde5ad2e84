"""The text of a file as an element; what cannot be read is a problem, never an exception."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from engine.imports.imported import Findings

MOST_BYTES = 5_000_000
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
_UNKNOWN_ENCODING = 18  # of expat


def parse(content: bytes, root: str, findings: Findings) -> Element | None:
    """The root element, or None; it must be called `root`."""
    if len(content) > MOST_BYTES:
        findings.add("too_large", f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB: không đọc.")
        return None
    try:
        found: Element = fromstring(content)
    except DefusedXmlException:
        message = "Tệp khai báo thực thể (DTD): không đọc, vì có thể phình to hoặc đọc tệp khác."
        findings.add("unsafe_xml", message)
    except ParseError as error:
        _refuse(content, error, findings)
    except (ValueError, LookupError):
        findings.add("wrong_encoding", "Không hiểu bảng mã mà tệp khai báo. Lưu lại bằng UTF-8.")
    else:
        if found.tag == root:
            _check_encoding(content, findings)
            return found
        findings.add("wrong_root", f"Phần tử gốc là <{found.tag}>, không phải <{root}>.")
    return None


def _refuse(content: bytes, error: ParseError, findings: Findings) -> None:
    line, column = error.position
    if error.code == _UNKNOWN_ENCODING or not _is_text(content):
        message = "Tệp không phải UTF-8 và không khai báo đúng bảng mã. Lưu lại bằng UTF-8."
        findings.add("wrong_encoding", message, f"dòng {line}")
        return
    message = f"XML hỏng ở dòng {line}, cột {column + 1}: không đọc được tệp."
    findings.add("broken_xml", message, f"dòng {line}")


def _check_encoding(content: bytes, findings: Findings) -> None:
    declared = _DECLARED.match(content)
    other = declared is not None and declared[1].lower() not in {b"utf-8", b"us-ascii"}
    if other and not content.isascii() and _is_text(content):
        message = "Tệp là UTF-8 mà khai báo bảng mã khác: chữ có dấu đọc sai. Sửa khai báo."
        findings.add("wrong_encoding", message, "dòng 1")


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
