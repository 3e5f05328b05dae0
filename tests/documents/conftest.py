import io

import pypdf
import pytest


class Paper:
    """A PDF read back."""

    def __init__(self, data):
        self.reader = pypdf.PdfReader(io.BytesIO(data))
        self.root = self.reader.root_object

    @property
    def text(self):
        return "\n".join(page.extract_text() for page in self.reader.pages)

    @property
    def pages(self):
        return len(self.reader.pages)

    @property
    def title(self):
        return self.reader.metadata.title

    @property
    def language(self):
        return self.root["/Lang"]

    @property
    def is_tagged(self):
        return bool(self.root["/MarkInfo"]["/Marked"])

    @property
    def tags(self):
        """Every structure element, as (tag, alternative text)."""
        found = []

        def walk(node):
            node = node.get_object()
            if isinstance(node, list):
                for each in node:
                    walk(each)
            elif isinstance(node, dict):
                if "/S" in node:
                    found.append((node["/S"], node.get("/Alt", "")))
                if "/K" in node:
                    walk(node["/K"])

        walk(self.root["/StructTreeRoot"])
        return found

    @property
    def fonts(self):
        names = set()
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                names.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
        return names

    def lines(self, page=0):
        """Each piece of text on a page with where it stands: mm from the left and from the top, and its size in points."""
        found = []
        height = float(self.reader.pages[page].mediabox.height)

        def visit(text, matrix, text_matrix, _, size):
            if text.strip():
                x = matrix[0] * text_matrix[4] + matrix[4]
                y = matrix[3] * text_matrix[5] + matrix[5]
                found.append((x / 72 * 25.4, (height - y) / 72 * 25.4, abs(size * text_matrix[3] * matrix[3]), text.strip()))

        self.reader.pages[page].extract_text(visitor_text=visit)
        return found


@pytest.fixture
def read():
    """Read a PDF back."""
    return Paper
