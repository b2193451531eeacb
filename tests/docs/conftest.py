"""Let tests import the modules of the docs build."""

import sys

from tests.docs.wordings import ROOT

sys.path.insert(0, str(ROOT / "docs"))
