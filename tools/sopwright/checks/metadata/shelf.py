"""Where a document stands."""

from sopwright.model.handbook import Document


def kind_by_name(document: Document) -> str:
    """The kind that the name of the metadata file says."""
    return document.file.path.rpartition("/")[2].removesuffix(".yml")


def folder_above(document: Document) -> str:
    """The folder that holds the document's own."""
    return document.folder.rpartition("/")[0]
