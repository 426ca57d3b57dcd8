"""The server with pytest-lsp, a client of its own making, once as each editor whose abilities it knows."""
import os

import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "untitled:ferry.news"
TEXT = """# Ferry 🚢 riders rise

🚢 Ridership rose 19.4 percent from 340,000 to 422,000.

“It sank,” said Olga Brandt, the harbour master. “So it did,” Brandt said.
"""


@pytest_lsp.fixture(
    params=["neovim", "visual_studio_code", "emacs"],
    config=ClientServerConfig(server_command=[os.environ["NEWSMARK"], "lsp"]),
)
async def client(request, lsp_client: LanguageClient):
    capabilities = client_capabilities(request.param)
    # The editors say that they can do this; the client leaves it to its user.
    lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    answer = await lsp_client.initialize_session(
        lsp.InitializeParams(capabilities=capabilities, workspace_folders=[])
    )
    lsp_client.encoding = answer.capabilities.position_encoding or "utf-16"
    lsp_client.asks = getattr(capabilities.text_document, "diagnostic", None) is not None
    yield
    await lsp_client.shutdown_session()


async def codes(client):
    """What is found in the article, sent or asked for as the client wants it."""
    if client.asks:
        document = lsp.TextDocumentIdentifier(URI)
        report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(document))
        return [item.code for item in report.items]
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return [item.code for item in client.diagnostics[URI]]


def column(client, line, needle):
    """The column of some words, counted as agreed."""
    before = TEXT.splitlines()[line].split(needle)[0]
    units = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
    encoding, width = units[client.encoding]
    return len(before.encode(encoding)) // width


async def test_an_article_is_read_edited_and_renamed(client: LanguageClient):
    document = lsp.TextDocumentIdentifier(URI)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(
        lsp.TextDocumentItem(uri=URI, language_id="newsmark", version=1, text=TEXT)))
    assert await codes(client) == ["change-percent"]

    # An astral character stands before the figure.
    start = column(client, 2, "19.4")
    place = lsp.Position(2, start)
    hover = await client.text_document_hover_async(lsp.HoverParams(document, place))
    assert "19.4 percent" in str(hover.contents)

    client.text_document_did_change(lsp.DidChangeTextDocumentParams(
        lsp.VersionedTextDocumentIdentifier(uri=URI, version=2),
        [lsp.TextDocumentContentChangePartial(range=lsp.Range(place, lsp.Position(2, start + 4)), text="24.1")]))
    assert await codes(client) == []

    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    assert symbols[0].name == "Ferry 🚢 riders rise"
    surname = lsp.Position(4, column(client, 4, "Brandt said"))
    edit = await client.text_document_rename_async(lsp.RenameParams(document, surname, "Brand"))
    changes = edit.changes[URI] if edit.changes else edit.document_changes[0].edits
    assert [change.new_text for change in changes] == ["Olga Brand", "Brand"]
    hints = await client.text_document_inlay_hint_async(
        lsp.InlayHintParams(document, lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0))))
    assert hints is not None
    tokens = await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(document))
    assert tokens.data and len(tokens.data) % 5 == 0
