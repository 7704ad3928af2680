"""The two-letter codes of countries (ISO 3166-1), and those that people write instead."""

_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD "
    "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF "
    "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI "
    "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW "
)
CODES = frozenset(_CODES.split())
BEYOND = frozenset({"eu", "world"})
"""What stands for more than one country."""
MEANT = {
    "UK": "GB",
    "ENG": "GB",
    "EN": "GB",
    "USA": "US",
    "UAE": "AE",
    "EU": "eu",
    "WORLD": "world",
    "SP": "ES",
    "GER": "DE",
}
"""What is written for a code that is another one."""


def is_code(text: str) -> bool:
    """Whether this is how a country, or what stands for several, is written."""
    return text in CODES or text in BEYOND


def remedy(text: str) -> str:
    """What to write in place of a text that is no code."""
    meant = MEANT.get(text.upper(), text.upper())
    return f"write {meant}" if is_code(meant) else "write two capitals, as GB, or eu, or world"
