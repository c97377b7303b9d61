"""Chemistry without Django: identifiers, formulas, quantities, structures, dose-response.

Everything here is a pure function of its arguments. It imports nothing else of the project, and
every other package may import it. Import from the module of the subject:

    cas             CAS and EC numbers
    formula         molecular formulas as suppliers type them
    weight          a printed molecular weight against a formula
    quantity        a printed amount with its unit; conversion between units
    structure       SMILES, InChI, InChIKey
    layout          where the atoms of a structure stand
    drawing         a structure as SVG
    dose_response   the four-parameter logistic curve, EC50 and its confidence interval
    hormesis        whether low doses do the opposite of high ones
    elements        atomic weights and isotope masses
    errors          ``ChemistryError``, the base of every error raised here

Only ``structure``, ``layout`` and ``drawing`` load RDKit, which takes a moment: this file imports
none of them, so that a process which only checks CAS numbers does not pay for it.
"""
