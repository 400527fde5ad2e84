"""Who does a task: E-PAR's groups and roles as our units, roles and agencies.

The roles are those of the program's own table (its `const.php`); the last part of a task's code is
one of them.
"""

import re

from engine.imports.epar.source import Step, Task
from engine.imports.imported import word

RECEIVE, RETURN, TAKE_FEE, SIGN = "TIEP_NHAN", "TRA_KET_QUA", "THU_PHI", "KY_DUYET"
HAND_ON = "BAN_GIAO"
ASK_MORE, SUPPLY = "THONG_BAO_BO_SUNG", "BO_SUNG"
RECEIVED = frozenset({RECEIVE, "TIEP_NHAN_LIEN_THONG"})
RETURNED = frozenset({RETURN, "TRA_KET_QUA_LT"})

_HEADS = frozenset(
    {
        "PHAN_CONG",
        "PHAN_CONG_LAI",
        "PHAN_CONG_SAU_THUE",
        "XET_DUYET",
        "XET_DUYET_BO_SUNG",
        "PHE_DUYET_VA_TRINH_KY_SAU_THUE",
        "YEU_CAU_THU_LY_LAI",
        SIGN,
    }
)
_TO_OTHERS = frozenset(
    {
        "TIEP_NHAN_LIEN_THONG",
        "TRA_KET_QUA_LT",
        "THU_LY_CAP_XA",
        "CHUYEN_LEN_HUYEN",
        "TRA_HO_SO_VE_XA",
        "CHUYEN_YEU_CAU_XAC_NHAN_XUONG_XA",
        "XAC_NHAN_LIEN_THONG",
        "THU_LY_HO_SO_LIEN_THONG",
        "NOP_HO_SO_SANG_CHI_CUC_THUE",
        "NHAN_THONG_BAO_CUA_CHI_CUC_THUE",
        "CHUYEN_HO_SO_LEN_SO",
        "NHAN_HO_SO_TU_SO",
    }
)
_OTHERS = frozenset(
    {
        "XAC_NHAN_HO_SO_NOP_QUA_INTERNET",
        "KIEM_TRA_TRUOC_HO_SO",
        "RUT_HO_SO",
        "IN_PHIEU_TIEP_NHAN",
        "TAI_CHINH",
        "THU_LY",
        "THU_LY_SAU_THUE",
        "Y_KIEN_LANH_DAO",
        "CHUYEN_THONG_BAO_THUE_VE_BP_MOT_CUA",
        "TRA_THONG_BAO_NOP_THUE",
        "NHAN_BIEN_LAI_NOP_THUE",
        "CHUYEN_LAI_BUOC_TRUOC",
        "FINISH_NO_CHAIN_STEP",
        HAND_ON,
        TAKE_FEE,
        ASK_MORE,
        SUPPLY,
    }
)
KNOWN = RECEIVED | RETURNED | _HEADS | _TO_OTHERS | _OTHERS

# Groups whose codes E-PAR's installations share; the files hold no words for groups.
_WORDS = {
    "BP_MOT_CUA": "Bộ phận Một cửa",
    "BP_THUE": "Bộ phận thuế",
    "LANH_DAO_DON_VI": "Lãnh đạo đơn vị",
    "DIA_CHINH_CAP_XA": "Địa chính cấp xã",
    "PHONG_TU_PHAP": "Phòng Tư pháp",
    "PHONG_TAI_NGUYEN_MOI_TRUONG": "Phòng Tài nguyên và Môi trường",
    "PHONG_LAO_DONG_THUONG_BINH_XA_HOI": "Phòng Lao động - Thương binh và Xã hội",
}

# `xã hội`, `hợp tác xã` and `địa phương` are not communes.
_COMMUNE = re.compile(r"(?:^|_)(?:XA(?!_HOI)|PHUONG|THI_TRAN)(?:_|$)")
_NOT_COMMUNE = re.compile(r"HOP_TAC_XA|DIA_PHUONG")
_PROVINCE = re.compile(r"^SO_|_CAP_SO(?:_|$)|CAP_TINH|UBND_TINH")
_TAX = re.compile(r"(?:^|_)THUE(?:_|$)")
_LEADERS = re.compile(r"^LANH_DAO_(?!PHONG)|^BOD$")


def tier_of(group: str) -> str | None:
    """The level of the agency that a group belongs to, None for the office's own."""
    if _COMMUNE.search(_NOT_COMMUNE.sub("", group)):
        return "commune"
    return "province" if _PROVINCE.search(group) else None


def is_one_stop(group: str) -> bool:
    return "MOT_CUA" in group


def is_leaders(group: str) -> bool:
    return _LEADERS.search(group) is not None


def unit_of(group: str) -> str:
    return word(group, "don_vi")


def unit_name(group: str, step: str) -> str | None:
    """The words for a group: known ones, else a step's first words where they spell its code."""
    if group in _WORDS:
        return _WORDS[group]
    begun = " ".join(step.split()[: len(group.split("_"))])
    return begun if word(begun) == unit_of(group) else None


def is_with_others(step: Step, task: Task) -> bool:
    """Whether a task is done by, sent to, or fetched from another agency; the tax office is one."""
    other = tier_of(step.group) is not None or _TAX.search(step.group) is not None
    return other or task.role in _TO_OTHERS


def address(step: Step, role: str) -> str:
    """The address of whoever does a task of that role in a step."""
    tier = tier_of(step.group)
    if is_one_stop(step.group) and (tier is None or role in RECEIVED):
        return "counter"
    if not step.group:
        return "officer"
    if is_leaders(step.group):
        return f"{tier}:{unit_of(step.group)}/leader" if tier else "leader"
    ours = "unit_head" if role in _HEADS else "officer"
    unit = unit_of(step.group)
    return f"{tier}:{unit}/{ours}" if tier else f"{unit}/{ours}"
