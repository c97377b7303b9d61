"""A second kind of document, on another subject: the certificate of a lot.

The catalog has no lots. Here they lie in a cabinet, by a permanent id that is not their number, as
a table of them would. Nothing in ``datasheets`` knows of it.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.dispatch import Signal
from django.urls import reverse

from catalog.models import SiteSettings
from datasheets.carried import DocumentProperties, EmbeddedFile, OwnData
from datasheets.documents.issue import Issue
from datasheets.documents.kind import RenderedKind, Trigger
from datasheets.documents.standing import History, PublicVersion, Standing, Statement, Tone
from datasheets.documents.subject import Edition, Subject
from datasheets.models import Datasheet

RELEASED = datetime(2026, 3, 1, 9, tzinfo=UTC)
LOT = "lot"


@dataclass(frozen=True)
class Certificate:
    """What is certified of a lot."""

    lot: str
    results: dict[str, str]
    released: str


@dataclass
class Cabinet:
    """The certified versions of each lot, as bytes; ``sealed`` lots are not public yet."""

    lots: dict[str, list[bytes]] = field(default_factory=dict)
    sealed: set[str] = field(default_factory=set)
    released: Signal = field(default_factory=Signal)

    def release(self, id_: str, lot: str, **results: str) -> Subject:
        content = {"lot": lot, "released": RELEASED.isoformat(), "results": results}
        self.lots.setdefault(id_, []).append(json.dumps(content, sort_keys=True).encode())
        subject = Subject(LOT, id_, len(self.lots[id_]))
        self.released.send(sender=None, subjects=[subject])
        return subject


class CertificateOfAnalysis(RenderedKind[Certificate]):
    key = "certificate-of-analysis"
    title = "Certificate of analysis"
    subject_type = LOT
    template = "tests/certificate.html"
    stylesheet = ".of-certificates { font-weight: 600 }"

    def __init__(self, cabinet: Cabinet) -> None:
        self.cabinet = cabinet

    def triggers(self) -> Iterable[Trigger[Certificate]]:
        return (Trigger(self.cabinet.released, self.editions),)

    def lacking(
        self, rows: QuerySet[Datasheet], *, named: Collection[str] = (), also_coming: bool = False
    ) -> Iterator[Subject]:
        there_are = set(rows.values_list("subject_id", "subject_version"))
        for id_, versions in self.cabinet.lots.items():
            for version, stored in enumerate(versions, start=1):
                lot = _read(stored).lot
                wanted = (not named or lot in named) and (also_coming or self._is_open(id_))
                if wanted and (id_, version) not in there_are:
                    yield Subject(LOT, id_, version, f"lot {lot} version {version}")

    def editions(self, subjects: Sequence[Subject]) -> list[Edition[Certificate]]:
        return [
            Edition(subject, _read(stored), stored, hashlib.sha256(stored).hexdigest())
            for subject in subjects
            for stored in self.cabinet.lots.get(subject.id, [])[subject.version - 1 :][:1]
        ]

    def series(self, content: Certificate) -> str:
        return f"COA-{content.lot}"

    def address(self, edition: Edition[Certificate]) -> str:
        return reverse("datasheets:document", args=[self.series(edition.content)])

    def context(
        self, edition: Edition[Certificate], site: SiteSettings, issue: Issue, *, address: str
    ) -> dict[str, Any]:
        return {
            "title": self.title,
            "language": issue.language,
            "certificate": edition.content,
            "number": self.number(edition, issue),
            "supersedes": issue.supersedes,
            "site": site,
        }

    def own_data(self, edition: Edition[Certificate], *, number: str, address: str) -> OwnData:
        lot = edition.content.lot
        version = edition.subject.version
        properties = DocumentProperties(self.title, number, lot, version, address, edition.sha256)
        description = f"Results of lot {lot}"
        results = EmbeddedFile(
            "results.json", edition.stored, "application/json", "Source", description, RELEASED
        )
        return OwnData(properties, (results,))

    def before(self, edition: Edition[Certificate]) -> Edition[Certificate] | None:
        subject = edition.subject
        if subject.version == 1:
            return None
        return self.edition(Subject(LOT, subject.id, subject.version - 1))

    def current(self, rows: QuerySet[Datasheet]) -> QuerySet[Datasheet]:
        last = [
            sheet.pk
            for sheet in rows
            if self._is_open(sheet.subject_id) and self._is_last(sheet.subject_id, sheet)
        ]
        return rows.filter(pk__in=last)

    def standing(self, subject: Subject) -> Standing | None:
        if not self._is_open(subject.id):
            return None
        edition = self.edition(subject)
        name = f"lot {edition.content.lot}, version {subject.version}"
        if subject.version == len(self.cabinet.lots[subject.id]):
            return Standing(name, edition.sha256, True, ", and it is current", ())
        text = Statement(Tone.BAD, "The lot was tested again.")
        return Standing(name, edition.sha256, False, ", which is superseded", (text,))

    def history(self, subject_id: str) -> History | None:
        if not self._is_open(subject_id):
            return None
        all_ = self.cabinet.lots[subject_id]
        subjects = [Subject(LOT, subject_id, number) for number in range(1, len(all_) + 1)]
        editions = self.editions(subjects)
        last = editions[-1].content
        return History(
            number=self.series(last),
            title=f"Certificate of analysis of lot {last.lot}",
            superseded=f"Superseded: version {len(editions)} counts.",
            notice=None,
            versions=tuple(self._version(each, len(editions)) for each in reversed(editions)),
        )

    def _version(self, edition: Edition[Certificate], last: int) -> PublicVersion:
        version = edition.subject.version
        file = reverse("datasheets:document-file", args=[self.number(edition, Issue())])
        is_current = version == last
        return PublicVersion(version, f"Version {version}", RELEASED, "", None, file, is_current)

    def _is_open(self, id_: str) -> bool:
        return id_ in self.cabinet.lots and id_ not in self.cabinet.sealed

    def _is_last(self, id_: str, sheet: Datasheet) -> bool:
        return sheet.subject_version == len(self.cabinet.lots[id_])


def _read(stored: bytes) -> Certificate:
    return Certificate(**json.loads(stored))
