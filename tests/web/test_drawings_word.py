"""Drawings for Word: offered beside the PDF, called the same for everybody, and holding for each reader what their copy holds."""

import io
import zipfile
from urllib.parse import urlencode

import docx
import pytest

from netmeet.documents.word import WORD_MEDIA
from netmeet.domain.disclosure import Audience
from netmeet.domain.network import Member, TieKind
from netmeet.services import network
from tests.support.canaries import HIDDEN, OWN, TOGETHER, fill
from tests.support.hostile import NAMES

WORKER, ADULT, FAMILY = Audience.WORKER, Audience.ADULT, Audience.FAMILY
OFFERED = [("genogram", WORKER), ("genogram", ADULT), ("genogram", FAMILY), ("circles", WORKER), ("circles", ADULT)]


@pytest.fixture
def made(worker, case_id):
    """A drawing as a Word file, with its headers."""

    def get(view, audience, status=200):
        answer = worker.client.get(f"/cases/{case_id}/drawings/{view}.docx?{urlencode({'copy': audience.value})}")
        assert answer.status_code == status
        return answer

    return get


def told(answer):
    """The alternative text, the words below the picture, and the title of the file."""
    document = docx.Document(io.BytesIO(answer.data))
    (picture,) = document.element.body.xpath(".//wp:docPr")
    return picture.get("descr"), " ".join(paragraph.text for paragraph in document.paragraphs).strip(), document.core_properties.title


def everything(answer):
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        return " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


@pytest.mark.parametrize(("view", "audience"), OFFERED)
def test_every_copy_can_be_taken_away_for_word_under_a_name_and_a_title_of_nobody(worker, within, case_id, made, view, audience):
    fill(within, case_id)
    assert f"{view}.docx?" in worker.get(f"/cases/{case_id}/drawings/{view}?{urlencode({'copy': audience.value})}")

    answer = made(view, audience)

    name = {"genogram": "diagram"}.get(view, view)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{"worker-" if audience is WORKER else ""}{name}.docx"'
    assert answer.mimetype == WORD_MEDIA
    alternative, below, title = told(answer)
    assert "Bea" in alternative
    assert title.startswith(("Genogram: ", "Circles of support: "))
    assert "Rose" not in title
    assert ("safe to have this at home?" in below) is (audience is not WORKER)


@pytest.mark.parametrize(("view", "audience"), OFFERED)
def test_nothing_in_a_word_file_of_a_drawing_is_for_somebody_else(within, case_id, made, view, audience):
    fill(within, case_id)

    text = everything(made(view, audience))

    kept = {WORKER: (), ADULT: (HIDDEN,), FAMILY: (HIDDEN, OWN, TOGETHER)}[audience]
    for word in kept:
        assert word not in text, word


def test_the_network_gets_no_circles_for_word_either(made):
    made("circles", FAMILY, status=404)


def test_hostile_names_stand_in_the_alternative_text_as_they_are(worker, within, case_id, made):

    for kind in ("markup", "Hebrew", "a turn round", "quotes"):
        member = Member("", NAMES[kind][0])
        within(case_id, lambda case, member=member: network.add_member(case, member, case.profile.adult_id, TieKind.SOCIAL, ""))

    alternative, _, _ = told(made("genogram", WORKER))

    assert "<script>alert(1)</script>" in alternative
    assert "שרה כהן" in alternative
    assert "\u202e" not in alternative
