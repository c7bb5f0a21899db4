"""The server with the capabilities of real clients, as their own initialize requests give them."""

import asyncio
import itertools
import json
import os
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as t
from lsprotocol.converters import get_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from desk import COPYDESK, ENGLISH, FRENCH, WAIT, apply, place, width

HERE = Path(__file__).parent
RECORD = Path(os.environ["RECORDINGS"])
# A process of its own for every test, so a recording of its own.
RECORDER = [sys.executable, str(HERE / "record.py"), str(RECORD), COPYDESK, "lsp"]
EXPECTED = {"visual_studio_code": "utf-16", "neovim": "utf-8", "emacs": "utf-8", "helix": "utf-8"}
ACCEPTED = [
    t.CLIENT_REGISTER_CAPABILITY,
    t.CLIENT_UNREGISTER_CAPABILITY,
    t.WORKSPACE_CODE_LENS_REFRESH,
    t.WORKSPACE_INLAY_HINT_REFRESH,
]
serial = itertools.count()


def capabilities(name):
    """What a client says it can: clients/NAME.json, or as pytest-lsp knows it."""
    own = HERE / "clients" / f"{name}.json"
    if own.exists():
        return get_converter().structure(json.loads(own.read_text()), t.ClientCapabilities)
    return client_capabilities(name)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=RECORDER), params=list(EXPECTED))
async def client(request, lsp_client: LanguageClient, tmp_path):
    lsp_client.profile = request.param
    lsp_client.folder = tmp_path
    # What these clients can take and the library's client cannot; validate.mjs looks at who was asked what.
    for method in ACCEPTED:
        lsp_client.feature(method)(lambda *_: None)
    params = t.InitializeParams(
        capabilities=capabilities(request.param),
        root_uri=tmp_path.as_uri(),
        workspace_folders=[t.WorkspaceFolder(uri=tmp_path.as_uri(), name="desk")],
    )
    lsp_client.answer = await lsp_client.initialize_session(params)
    lsp_client.encoding = lsp_client.answer.capabilities.position_encoding or "utf-16"
    yield
    await lsp_client.shutdown_session()


class Article:
    """One open document of a client."""

    def __init__(self, client, text, suffix=".md", language="markdown"):
        self.client, self.text, self.version = client, text, 1
        path = client.folder / f"article-{next(serial)}{suffix}"
        path.write_text(text, encoding="utf-8")
        self.path, self.uri = path, path.as_uri()
        self.id = t.TextDocumentIdentifier(self.uri)
        client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(self.uri, language, 1, text)))

    def change(self, text):
        """Replaces the whole text."""
        self.text = text
        self.version += 1
        self.client.text_document_did_change(
            t.DidChangeTextDocumentParams(
                t.VersionedTextDocumentIdentifier(self.version, self.uri),
                [t.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def range(self, part):
        line, start, end = place(self.text, part, self.client.encoding)
        return t.Range(t.Position(line, start), t.Position(line, end))

    async def until(self, condition):
        """Waits until what is published fulfils a condition."""
        for _ in range(int(WAIT / 0.05)):
            found = self.client.diagnostics.get(self.uri)
            if found is not None and condition(found):
                return list(found)
            await asyncio.sleep(0.05)
        raise AssertionError(f"not in time; last published: {self.client.diagnostics.get(self.uri)}")

    async def finding(self, code):
        found = await self.until(lambda all_: any(d.code == code for d in all_))
        assert [d.code for d in found] == [code]
        return found[0]

    async def fixes(self, finding):
        context = t.CodeActionContext(diagnostics=[finding], only=[t.CodeActionKind.QuickFix])
        actions = await self.client.text_document_code_action_async(t.CodeActionParams(self.id, finding.range, context))
        return [await self.resolved(action) for action in actions or []]

    async def resolved(self, action):
        return action if action.edit else await self.client.code_action_resolve_async(action)

    def after(self, edit):
        """The text after a workspace edit that touches only this article."""
        changes = dict(edit.changes or {})
        for change in edit.document_changes or []:
            changes.setdefault(change.text_document.uri, []).extend(change.edits)
        assert list(changes) == [self.uri]
        return apply(
            self.text,
            [(e.range.start.line, e.range.start.character, e.range.end.line, e.range.end.character, e.new_text) for e in changes[self.uri]],
            self.client.encoding,
        )


@pytest.mark.asyncio
async def test_position_encoding(client):
    assert client.encoding == EXPECTED[client.profile]


@pytest.mark.asyncio
async def test_server_names_itself(client):
    assert client.answer.server_info.name == "copydesk"
    assert client.answer.server_info.version


@pytest.mark.asyncio
async def test_columns_after_accents_and_emoji(client):
    article = Article(client, FRENCH)
    finding = await article.finding("part-of-whole")
    assert finding.range == article.range("4/10")
    assert finding.source == "copydesk"
    assert finding.severity == t.DiagnosticSeverity.Error
    assert "4/10" in finding.message and "14" in finding.message


@pytest.mark.asyncio
async def test_fix_is_a_plain_edit_with_right_columns(client):
    article = Article(client, FRENCH)
    fixes = await article.fixes(await article.finding("part-of-whole"))
    assert fixes and all(fix.edit and not fix.command for fix in fixes)
    texts = [article.after(fix.edit) for fix in fixes]
    assert FRENCH.replace("4/10", "4/14") in texts
    article.change(FRENCH.replace("4/10", "4/14"))
    await article.until(lambda found: not found)


@pytest.mark.asyncio
async def test_typing_keeps_columns_right(client):
    """Incremental edits before and inside the fault, as an editor sends them, one character at a time."""
    article = Article(client, FRENCH)
    await article.finding("part-of-whole")
    # Each character goes where the cursor stands after the last one.
    typed = "Été 🎈 : "
    for i, char in enumerate(typed):
        line, column = 2, width(typed[:i], client.encoding)
        article.version += 1
        client.text_document_did_change(
            t.DidChangeTextDocumentParams(
                t.VersionedTextDocumentIdentifier(article.version, article.uri),
                [t.TextDocumentContentChangePartial(range=t.Range(t.Position(line, column), t.Position(line, column)), text=char)],
            )
        )
    article.text = FRENCH.replace("🎉", typed + "🎉")
    await article.until(lambda found: [d.range for d in found if d.code == "part-of-whole"] == [article.range("4/10")])


@pytest.mark.asyncio
async def test_hover_converts(client):
    article = Article(client, ENGLISH)
    await article.finding("unit-conversion")
    hover = await client.text_document_hover_async(t.HoverParams(article.id, article.range("26.2 miles").start))
    assert "42" in hover.contents.value
    assert hover.range is None or hover.range == article.range("26.2 miles")
    nothing = await client.text_document_hover_async(t.HoverParams(article.id, article.range("harbour").start))
    assert nothing is None


@pytest.mark.asyncio
async def test_hover_in_a_markup_that_the_client_reads(client):
    article = Article(client, ENGLISH)
    hover = await client.text_document_hover_async(t.HoverParams(article.id, article.range("50 km").start))
    formats = client.capabilities.text_document.hover.content_format or [t.MarkupKind.PlainText]
    assert hover.contents.kind in formats


@pytest.mark.asyncio
async def test_outline_holds_the_figures(client):
    article = Article(client, ENGLISH)
    symbols = await client.text_document_document_symbol_async(t.DocumentSymbolParams(article.id))

    def names(all_):
        return [n for s in all_ for n in [s.name, *names(getattr(s, "children", None) or [])]]

    text = "\n".join(names(symbols))
    assert "26.2 miles" in text and "50 km" in text


@pytest.mark.asyncio
async def test_inlay_hints_within_the_range(client):
    if not client.answer.capabilities.inlay_hint_provider:
        pytest.skip("not offered to this client")
    article = Article(client, ENGLISH + "\nThe other course measures 10 miles along the canal.\n")
    await article.finding("unit-conversion")
    one = t.Range(t.Position(2, 0), t.Position(3, 0))
    hints = await client.text_document_inlay_hint_async(t.InlayHintParams(article.id, one))
    assert hints and all(h.position.line == 2 for h in hints)


@pytest.mark.asyncio
async def test_settings_at_run_time(client):
    article = Article(client, FRENCH)
    await article.finding("part-of-whole")

    def set_to(level):
        settings = {"checks": {"part-of-whole": level}}
        client.set_configuration({"copydesk": settings})
        client.workspace_did_change_configuration(t.DidChangeConfigurationParams({"copydesk": settings}))

    set_to("off")
    await article.until(lambda found: not found)
    set_to("information")
    await article.until(lambda found: [d.severity for d in found] == [t.DiagnosticSeverity.Information])


@pytest.mark.asyncio
async def test_settings_file_saved(client):
    article = Article(client, FRENCH)
    await article.finding("part-of-whole")
    file = client.folder / "copydesk.toml"
    file.write_text('[checks]\npart-of-whole = "off"\n')
    changed = lambda kind: client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([t.FileEvent(file.as_uri(), kind)]))
    changed(t.FileChangeType.Created)
    await article.until(lambda found: not found)
    file.unlink()
    changed(t.FileChangeType.Deleted)
    await article.finding("part-of-whole")


@pytest.mark.asyncio
async def test_closing_clears(client):
    article = Article(client, FRENCH)
    await article.finding("part-of-whole")
    client.text_document_did_close(t.DidCloseTextDocumentParams(article.id))
    await article.until(lambda found: not found)


@pytest.mark.asyncio
@pytest.mark.parametrize("suffix,language", [(".txt", "plaintext"), (".html", "html")])
async def test_other_formats(client, suffix, language):
    text = f"<p>{ENGLISH.strip()}</p>\n" if language == "html" else ENGLISH
    article = Article(client, text, suffix, language)
    finding = await article.finding("unit-conversion")
    assert finding.range == article.range("50 km")


@pytest.mark.asyncio
async def test_everything_else_answers(client):
    """Requests whose results other tests judge; here every message only has to be a right one."""
    article = Article(client, FRENCH)
    await article.finding("part-of-whole")
    caps, at = client.answer.capabilities, article.range("Liège").start
    if caps.code_lens_provider:
        for lens in await client.text_document_code_lens_async(t.CodeLensParams(article.id)) or []:
            if lens.command is None:
                await client.code_lens_resolve_async(lens)
    if caps.completion_provider:
        await client.text_document_completion_async(t.CompletionParams(article.id, at))
    if caps.document_highlight_provider:
        await client.text_document_document_highlight_async(t.DocumentHighlightParams(article.id, at))
    if caps.definition_provider:
        await client.text_document_definition_async(t.DefinitionParams(article.id, at))
    if caps.references_provider:
        await client.text_document_references_async(t.ReferenceParams(t.ReferenceContext(include_declaration=True), article.id, at))
    if caps.rename_provider:
        if getattr(caps.rename_provider, "prepare_provider", False):
            await client.text_document_prepare_rename_async(t.PrepareRenameParams(article.id, at))
        edit = await client.text_document_rename_async(t.RenameParams(article.id, at, "Lüttich"))
        assert edit is None or article.after(edit) == FRENCH.replace("Liège", "Lüttich")
