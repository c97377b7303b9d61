"""Finding products by structure: the same compound, one that contains a pattern, one alike.

Public face: ``question`` (what is asked for, as an address says it; ``structure_hits``, beside this
package, answers it), ``messages`` (what crosses between processes) and ``search`` (asks the other
process, within a deadline).

    question          what is asked for, with filters and page
    messages          what is asked, what is answered, and how much may be asked
    query             a structure as it was typed, read for one way to search
    mobile_hydrogens  an InChI's molecule, with its hydrogens where chemists draw them
    identity          under which keys two structures count as the same
    fingerprints      the bits that screen
    allowed           which elements and bonds a query leaves open
    screen            the bits that a query asks for, as far as they are sure
    rows              structures as an index holds them
    columns           the same, arranged to be screened; as files or in memory
    snapshot          the files of one moment, open
    matching          what the screen let through, looked at with RDKit
    hits              what matches, counted and ordered
    find              the search itself
    process           the limited process that searches
    matcher           its other side: asks it, and has an answer when the time is over
    format            of the files, which follows from the code above
    index             the files, which follow the publication log
    search            asks the process, and tries once more if it is lost

Whatever a person typed is read and matched in a process of its own, which has neither Django nor a
database: a pattern can keep RDKit busy for years, and C++ cannot be interrupted but by ending it.
"""
