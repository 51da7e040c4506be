"""Small corpora that the tests of the commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

MAIL = """\
[Peace] Talks in Geneva

Fri Feb 19 06:11:39 MST 2016

The talks in Geneva have stopped, and nobody in the rooms where they were held
knows whether they will go on.

> Will they go on?
> I doubt it very much.

We shall see. The hotel is booked until the end of the month, and the waiters
have been told nothing at all.
"""

BLOG = """\
A walk in the hills

By Jane Doe

March 3, 2019

We went up early, before the sun had reached the valley, and met nobody on the path but a goat.

The way down

The way down was steeper than the map had promised us.

3 Responses to “A walk in the hills”

  1. Ann says:
     March 4, 2019 at 3:12 pm
     Lovely. Which hill was it, and was the goat alone?
    • Jane says:
      March 5, 2019 at 9:00 am
      The one behind the mill. The goat was alone.
  2. Carl says:
     March 6, 2019 at 8:15 pm
     I know that goat well.
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose ``seeds`` hold a mailing-list post and a blog post with comments."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "seeds" / "mail").mkdir(parents=True)
    (folder / "seeds" / "mail" / "talks.txt").write_text(MAIL, "utf-8")
    (folder / "seeds" / "walk.txt").write_text(BLOG, "utf-8")
    return folder
