"""English words that say how a question is put, not what it is about.

Rarity alone does not tell them: few documents ask ``how`` or ``what``, though many questions do.
May import nothing of the package.
"""

from __future__ import annotations

# Without those that are names or months as well (will, may, us).
FUNCTION_WORDS = frozenset(
    """
    a about above across after again against all along also although am among an and any are as at
    be because been before being below between both but by can can't could did do does doesn't
    doing don't during each either every few for from further get had has have having he her here
    him his how however i if in into is isn't it it's its just let me more most must my neither
    no nor not of off on once only or other our out over own same shall she should since so some
    such than that the their them then there these they this those through thus to too under until
    up upon very was we were what when where whether which while who whom whose why with within
    without would you your
    """.split()
)
