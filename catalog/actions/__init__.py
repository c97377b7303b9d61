"""Business verbs, one a file: the only code that writes drafts' histories and published state.

Admin, API and commands call these; each runs in one transaction and raises ``ActionError`` with
a sentence for people when it cannot do what was asked. Each checks what ``by`` may do, as
``catalog.actions.permissions`` says.

For one product: ``load_draft`` (a document), ``save_draft`` (its rows), ``publish``. For several in
one transaction, published so that they may name one another: ``publish_together``. For a whole
catalog, a transaction for each batch: ``load_in_batches`` and ``publish_in_batches``.
"""
