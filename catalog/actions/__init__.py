"""Business verbs, one a file: the only code that writes drafts' histories and published state.

Admin, API and commands call these; each runs in one transaction and raises ``ActionError`` with
a sentence for people when it cannot do what was asked. Each checks what ``by`` may do, as
``catalog.actions.permissions`` says.
"""
