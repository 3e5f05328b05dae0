"""Reading pages as a browser does: their words, their fields, their links, and whatever would run that should not."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import html5lib


def tree(page: str) -> ET.Element:
    """A page as a browser reads it."""
    return html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)


def words_of(page: str, tag: str = "main") -> str:
    """Everything that a reader reads in the first element of a kind, on one line."""
    found = next(iter(tree(page).iter(tag)), None)
    return "" if found is None else words_in(found)


def words_in(element: ET.Element) -> str:
    """Everything that a reader reads in an element, on one line."""
    return " ".join("".join(_texts(element)).split())


_INLINE = ("a", "b", "em", "i", "span", "strong")


def _texts(element: ET.Element) -> Iterator[str]:
    if element.tag in ("script", "style"):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield "" if child.tag in _INLINE else " "
            yield from _texts(child)
            yield "" if child.tag in _INLINE else " "
        yield child.tail or ""


def would_run(page: str) -> list[str]:
    """Scripts, styles and handlers on a page that are not netmeet's own."""
    return list(_would_run(tree(page)))


def _would_run(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name in ("script", "style") and not element.get("nonce"):
            yield f"<{name}>"
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute == "style" or value.strip().lower().startswith("javascript:"):
                yield f"{name} {attribute}={value}"


def links(page: str, prefix: str) -> list[str]:
    """The addresses of a page's links that begin with a path, without their fragments."""
    found = (element.get("href", "") for element in tree(page).iter() if isinstance(element.tag, str) and element.tag.endswith("a"))
    return list(dict.fromkeys(address.partition("#")[0] for address in found if address.startswith(prefix)))


def values_of(page: str) -> dict[str, str]:
    """What stands in every text box and what is chosen in every list, by name of the field."""
    found: dict[str, str] = {}
    for element in tree(page).iter():
        name = element.get("name", "")
        if element.tag == "textarea":
            found[name] = "".join(element.itertext()).removeprefix("\n")
        elif element.tag == "select":
            found[name] = next((option.get("value", "") for option in element.iter("option") if "selected" in option.attrib), "")
        elif element.tag == "input" and element.get("type", "text") not in ("hidden", "radio", "checkbox"):
            found[name] = element.get("value", "")
    return found


def ticked(page: str) -> dict[str, list[str]]:
    """The radio buttons and checkboxes of a page that are on, by name of the field."""
    found: dict[str, list[str]] = {}
    for element in tree(page).iter("input"):
        if element.get("type") in ("radio", "checkbox") and "checked" in element.attrib:
            found.setdefault(element.get("name", ""), []).append(element.get("value", ""))
    return found


def looked_in(page: str) -> str:
    """What a page that asks to be looked at before a paper leaves carries on; "" on any other page."""
    found = re.search(r'name="looked" value="([0-9a-f]{64})"', page)
    return found[1] if found else ""
