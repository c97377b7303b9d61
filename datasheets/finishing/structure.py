"""The structure tree of a PDF, read into plain nodes and written again (ISO 32000-1, 14.7)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a page's content: marked content number ``number`` on page ``page``."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page, as the structure points to it."""

    page: int
    target: Object


@dataclass(slots=True)
class Node:
    """A structure element: its type (``P``, ``TH``) and what it is made of, in reading order."""

    tag: str
    kids: list["Kid"] = field(default_factory=list)
    alternative: Object | None = None
    """The text that stands for a figure."""
    box: tuple[float, ...] | None = None
    """Of a figure, on its page; points from the lower left corner."""
    page: int | None = None
    spans: dict[str, int] = field(default_factory=dict)
    """``ColSpan`` and ``RowSpan`` of a cell."""
    scope: str | None = None
    identifier: str | None = None
    headers: tuple[str, ...] = ()
    language: str | None = None
    """Of what is in it; nothing if it is that of the element around it."""

    @property
    def children(self) -> list["Node"]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def descendants(self) -> Iterator["Node"]:
        """The node and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.descendants()


Kid: TypeAlias = Node | Mark | Annotation


def read(pdf: Pdf) -> Node:
    """The document element of the structure tree, as WeasyPrint writes it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _read(pdf.Root.StructTreeRoot.K[0], pages, language_of(pdf))


def language_of(pdf: Pdf) -> str:
    return str(pdf.Root.get("/Lang", ""))


def _read(element: Object, pages: Mapping[tuple[int, int], int], language: str) -> Node:
    node = Node(str(element.S)[1:])
    node.language = str(element.get("/Lang", language))
    found = element.get("/Pg")
    page = node.page = None if found is None else pages[found.objgen]
    kids: Iterable[Object | int] = element.K  # an array, as WeasyPrint writes it
    for kid in kids:
        if isinstance(kid, int):
            assert page is not None
            node.kids.append(Mark(page, kid))
        elif "/Obj" in kid:
            node.kids.append(Annotation(pages[kid.Pg.objgen], kid.Obj))
        else:
            node.kids.append(_read(kid, pages, node.language))
    if node.tag == "Figure":
        node.alternative = element.get("/Alt")
        node.box = tuple(float(end) for end in element.A.BBox)
    elif node.tag in ("TH", "TD"):
        attributes = element.A
        node.spans = {
            name: int(attributes[f"/{name}"])
            for name in ("ColSpan", "RowSpan")
            if f"/{name}" in attributes
        }
        node.identifier = str(element.ID) if "/ID" in element else None
        node.headers = tuple(str(header) for header in attributes.get("/Headers", ()))
    return node


def write(pdf: Pdf, document: Node) -> list[set[int]]:
    """Put the tree into the PDF in place of the one it has; the marks that it holds, by page."""
    writer = _Writer(pdf)
    root = pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = writer.write(document, root, language_of(pdf))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=writer.parent_tree()))
    root.ParentTreeNextKey = len(pdf.pages) + len(writer.annotated)
    if writer.identified:
        names = Array()
        for identifier, element in sorted(writer.identified.items()):
            names.append(String(identifier))
            names.append(element)
        root.IDTree = pdf.make_indirect(Dictionary(Names=names))
    return [set(marks) for marks in writer.marked]


class _Writer:
    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.marked: list[dict[int, Object]] = [{} for _ in self.pages]
        """For each page, the element that owns each of its marks."""
        self.annotated: list[tuple[Object, Object]] = []
        """Each link with its element."""
        self.identified: dict[str, Object] = {}

    def write(self, node: Node, parent: Object, language: str) -> Object:
        """The element of a node, in a parent whose text is in ``language``."""
        element = self.pdf.make_indirect(Dictionary(S=Name("/" + node.tag), P=parent))
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element.Pg = self.pages[page]
        if node.language and node.language != language:
            element.Lang = String(node.language)
        language = node.language or language
        kids = [self._kid(kid, element, page, language) for kid in node.kids]
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
        if node.alternative is not None:
            element.Alt = node.alternative
        if attributes := _attributes(node):
            element.A = attributes
        if node.identifier:
            element.ID = String(node.identifier)
            self.identified[node.identifier] = element
        return element

    def _kid(self, kid: Kid, element: Object, page: int | None, language: str) -> Object | int:
        if isinstance(kid, Node):
            return self.write(kid, element, language)
        if isinstance(kid, Mark):
            self.marked[kid.page][kid.number] = element
            if kid.page == page:
                return kid.number
            return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)
        self.annotated.append((kid.target, element))
        return Dictionary(Type=Name.OBJR, Pg=self.pages[kid.page], Obj=kid.target)

    def parent_tree(self) -> Array:
        """From each page's marks and each link back to the elements."""
        numbers = Array()
        for number, marks in enumerate(self.marked):
            owners = [marks.get(mark) for mark in range(max(marks, default=-1) + 1)]
            numbers.append(number)
            numbers.append(self.pdf.make_indirect(Array(owners)))
        for number, (annotation, element) in enumerate(self.annotated, start=len(self.pages)):
            annotation.StructParent = number
            numbers.append(number)
            numbers.append(element)
        return numbers


def _attributes(node: Node) -> Dictionary | None:
    if node.box is not None:
        return Dictionary(O=Name.Layout, BBox=Array(node.box))
    if node.tag not in ("TH", "TD"):
        return None
    attributes = Dictionary(O=Name.Table)
    for name, span in node.spans.items():
        attributes["/" + name] = span
    if node.scope:
        attributes.Scope = Name("/" + node.scope)
    if node.headers:
        attributes.Headers = Array([String(header) for header in node.headers])
    return attributes if len(attributes) > 1 else None
