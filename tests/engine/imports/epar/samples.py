"""Definitions in the format of E-PAR, made up for the tests: the card of a library."""

from collections.abc import Mapping

CODE = "TV01"
FILE = f"{CODE}_workflow.xml"
FORM_FILE = f"{CODE}_form_struct.xml"


def task(role: str, following: str | None, /, **attributes: str) -> str:
    """A task of the library; `following` is the next role, None the end."""
    given = {"code": f"{CODE}::{role}", "name": role.capitalize(), "time": "0"}
    given["next"] = "NULL" if following is None else f"{CODE}::{following}"
    return f"<task {_written({**given, **attributes})}/>"


def step(order: int, group: str, time: str, /, *tasks: str, **attributes: str) -> str:
    given = {"order": str(order), "group": group, "name": f"Bước {group}", "time": time}
    return f"<step {_written({**given, **attributes})}>{''.join(tasks)}</step>"


def process(*steps: str, **attributes: str) -> bytes:
    given = {"code": CODE, "name": "Cấp thẻ đọc sách", "totaltime": "6", "fee": "20.000"}
    inner = (
        f"<process {_written({**given, 'version': '3', **attributes})}>{''.join(steps)}</process>"
    )
    return f'<?xml version="1.0"?>\n{inner}'.encode()


def _written(attributes: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in attributes.items())


COUNTER = step(
    1,
    "BP_MOT_CUA",
    "1",
    task("TIEP_NHAN", "BAN_GIAO"),
    task("BAN_GIAO", "PHAN_CONG", time="1"),
)
READING_ROOM = step(
    2,
    "PHONG_DOC_SACH",
    "3.5",
    task("PHAN_CONG", "THU_LY", time="0.5"),
    task("THU_LY", "XET_DUYET", time="2"),
    task("XET_DUYET", "KY_DUYET", time="0.5"),
    name="Phòng đọc sách xử lý",
)
LEADERS = step(
    3, "LANH_DAO_DON_VI", "1.5", task("KY_DUYET", "THU_PHI", biz_done="true", name="Ký thẻ")
)
FEE = step(4, "BP_MOT_CUA", "0", task("THU_PHI", "TRA_KET_QUA"))
RETURN = step(5, "BP_MOT_CUA", "0", task("TRA_KET_QUA", None))
STEPS = (COUNTER, READING_ROOM, LEADERS, FEE, RETURN)
SOUND = process(*STEPS)

# The same card for somebody who owes the library: to the commune, and a stop until it is paid.
OWING = process(
    COUNTER,
    step(
        2,
        "PHONG_DOC_SACH",
        "2",
        task("PHAN_CONG", "XAC_NHAN_LIEN_THONG", time="2"),
        name="Phòng đọc sách",
    ),
    step(3, "DIA_CHINH_CAP_XA", "2", task("XAC_NHAN_LIEN_THONG", "TRA_THONG_BAO_NOP_THUE")),
    step(
        4,
        "BP_MOT_CUA",
        "0.5",
        task("TRA_THONG_BAO_NOP_THUE", "NHAN_BIEN_LAI_NOP_THUE", pause="true"),
        task("NHAN_BIEN_LAI_NOP_THUE", "KY_DUYET", unpause="true"),
    ),
    step(5, "LANH_DAO_DON_VI", "0.5", task("KY_DUYET", "TRA_KET_QUA", biz_done="true")),
    step(6, "BP_MOT_CUA", "0", task("TRA_KET_QUA", None)),
    fee="",
)

FORM = """<?xml version="1.0" encoding="utf-8"?>
<form>
  <line label="Người đọc" cols="2">
    <item type="TextboxName" id="txtHoTen" name="Họ tên" allownull="no" label="Họ tên: "/>
    <item type="TextboxDate" id="txtNgaySinh" name="Ngày sinh" validate="date" label=""/>
    <item type="Textbox" id="txtSoCCCD" name="" validate="number" label="Số căn cước:"/>
  </line>
  <line label="" cols="1">
    <item type="DropDownList" id="ddlPhong" name="Phòng" validate="ddli" label="Phòng đọc"
          src_file="public/xml/xml_phong_doc.xml"/>
    <item type="TextboxMoney" id="txtDatCoc" name="Đặt cọc" allownull="yes" label="Đặt cọc:"/>
  </line>
  <line label="Giấy tờ" cols="1">
    <item type="Checkbox" id="ckbDon" doc="yes" name="" title="Đơn xin cấp thẻ" value="0"/>
    <item type="Checkbox" id="ckbAnh" doc="yes" name="" title="Bản sao thẻ cũ" value="1"/>
    <item type="Checkbox" id="ckbKhac" name="" title="Giấy tờ khác" value="2"/>
  </line>
  <line label=""><item type="Button" id="btnSave" name="button" value="Ghi lại"/></line>
</form>
""".encode()

FILES = {FILE: SOUND, FORM_FILE: FORM}
