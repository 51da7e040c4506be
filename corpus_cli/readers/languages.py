"""Names of languages as data sets write them, to the codes of this project: ``en``, ``de``."""

from __future__ import annotations

import re
from collections.abc import Mapping

# ISO 639-2 and 639-3, and the languages' English names.
_CODES = """
    eng english en · deu ger german de · fra fre french fr · spa spanish es · ita italian it ·
    por portuguese pt · nld dut dutch nl · rus russian ru · ukr ukrainian uk · pol polish pl ·
    ces cze czech cs · slk slo slovak sk · ara arabic ar · arb ar · fas per persian fa · pes fa ·
    heb hebrew he · tur turkish tr · zho chi chinese zh · cmn zh · jpn japanese ja · kor korean ko ·
    hin hindi hi · ben bengali bn · urd urdu ur · ind indonesian id · msa may malay ms ·
    vie vietnamese vi · tha thai th · swe swedish sv · dan danish da · nor norwegian no · nob nb ·
    fin finnish fi · ell gre greek el · hun hungarian hu · ron rum romanian ro · bul bulgarian bg ·
    hrv croatian hr · srp serbian sr · slv slovenian sl · cat catalan ca · afr afrikaans af ·
    kur kurdish ku · lit lithuanian lt · lav latvian lv · est estonian et
"""
_KNOWN: Mapping[str, str] = {
    name: names.split()[-1] for names in _CODES.split("·") for name in names.split()
}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*")
# Codes that say that the language is not known.
_UNKNOWN = frozenset("un und mul zxx mis qme qst qht qam qct xx none".split())


def language_code(name: str) -> str | None:
    """Return the code of a language: ``en`` for ``en-US``, ``eng_Latn``, ``English``."""
    said = name.strip().casefold()
    if said in _KNOWN:
        return _KNOWN[said]
    found = _TAG.fullmatch(said)
    if found is None or found[1] in _UNKNOWN:
        return None
    return _KNOWN.get(found[1], found[1] if len(found[1]) == 2 else None)
