"""Every page in a second browser, as readers have it: from a server and from the disk."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.environments import scripts
from tools.steps import ROOT

MODULES = ROOT / "web" / "node_modules"


@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_every_page_opens_in_firefox(site, firefox, scheme):
    node = shutil.which("node") or shutil.which("node", path=scripts(ROOT / ".venv"))
    if not node or not (MODULES / "puppeteer-core").is_dir():
        pytest.fail("the front end's tools are not installed; run: python make.py assets")
    asked = {
        "firefox": firefox,
        "modules": str(MODULES),
        "pages": [site.at(page, scheme) for page in site.pages],
        "searches": [site.at(site.longest, scheme)],
    }
    done = subprocess.run(
        [node, Path(__file__).with_name("firefox.mjs")],
        input=json.dumps(asked),
        env=os.environ | {"MOZ_HEADLESS": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert not said["trouble"], said["version"]
    assert all("found for" in text and "Nothing" not in text for text in said["found"].values()), said["found"]
