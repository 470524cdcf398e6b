"""All commands: a new one is one line here. Its module is imported when somebody asks for it, and no other."""

from sopwright.cli.lazy import Entry

COMMANDS = (
    Entry("access", "sopwright.cli.reading", "Print who can read what, and why."),
    Entry(
        "approve",
        "sopwright.cli.decisions",
        "Sign that you approve exactly the content of DOCUMENT as it stands, or refuse it.",
    ),
    Entry("book", "sopwright.cli.building", "Print DOCUMENT as a leaflet (PDF), for the wall or the desk."),
    Entry("build", "sopwright.cli.building", "Write every audience's handbook in every language below build/."),
    Entry("check", "sopwright.cli.checking", "Check the handbook, or report only the faults in PATHS."),
    Entry(
        "consult",
        "sopwright.cli.decisions",
        "Sign that those who carry DOCUMENT out were asked about exactly this content.",
    ),
    Entry(
        "delegate",
        "sopwright.cli.decisions",
        "Sign that DEPUTY decides in your place in a post, from and until a day; a superior can sign it for you.",
    ),
    Entry(
        "emergency",
        "sopwright.cli.decisions",
        "Sign that DOCUMENT has to be in force at once; it takes as many people as the emergency rule says.",
    ),
    Entry(
        "evidence",
        "sopwright.cli.forges",
        "Pack all that proves the approval of DOCUMENT, for an auditor who has ssh-keygen and sha256sum.",
    ),
    Entry(
        "export",
        "sopwright.cli.forges",
        "Write WHAT for other programs: `codeowners`, whom a forge asks to review a change.",
    ),
    Entry(
        "import-reviews",
        "sopwright.cli.forges",
        "Turn the reviews exported from a forge in FILE into records of approval.",
    ),
    Entry("init", "sopwright.cli.starting", "Begin a company's own handbook in FOLDER, from the example or empty."),
    Entry("new", "sopwright.cli.starting", "Begin a document after TEMPLATE."),
    Entry("preview", "sopwright.cli.previews", "Show the handbook in a browser while it is being written."),
    Entry("records", "sopwright.cli.records", "Verify, export, back up, restore and erase what readers confirmed."),
    Entry(
        "redline",
        "sopwright.cli.redlines",
        "Show what changed in DOCUMENT since it was approved: in words, with who must sign and who must read it again.",
    ),
    Entry(
        "review-unchanged",
        "sopwright.cli.decisions",
        "Sign that you looked DOCUMENT through and that it stays as it is; its review date moves on.",
    ),
    Entry(
        "search",
        "sopwright.cli.searches",
        "Find words, a question, a document's number or an extension in a handbook that is built.",
    ),
    Entry(
        "serve",
        "sopwright.cli.serving",
        "Serve the handbook to those who may read it; without settings on this machine only, for trying it out.",
    ),
    Entry(
        "status", "sopwright.cli.approvals", "Show how far each document's approval has come, or all about DOCUMENT."
    ),
    Entry(
        "translations",
        "sopwright.cli.translations",
        "Translations: what is stale or missing, packets for translators, and accepting what is done.",
    ),
    Entry(
        "verify",
        "sopwright.cli.approvals",
        "Verify that everything in force was signed by the right people, offline, from a clone.",
    ),
    Entry(
        "withdraw",
        "sopwright.cli.decisions",
        "Sign that DOCUMENT must not be in force until you, or your superior, decide anew.",
    ),
)
"""The name, the module that has it among its commands, and the first sentence of its help."""
