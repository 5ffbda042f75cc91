"""The book has one version, wherever it is written."""

import tomllib

import yaml

from tools.steps import ROOT


def test_the_page_shows_the_version_of_the_project():
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert config["sphinx"]["config"]["release"] == project["project"]["version"]
