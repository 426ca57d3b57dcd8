// The JSON-RPC and protocol modules that VS Code's own client is made of, without VS Code. They check every message
// that the server sends. A client that asks for diagnostics, in a folder of its own.
'use strict';
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const p = require('vscode-languageserver-protocol/node');

const TEXT = `---
figures:
  riders: 1.24 million riders; 2024; port
---

# Ferry 🚢 riders rise

🚢 The ferries carried [1.24 million](#riders) people.[^port] Ridership rose 19.4 percent from 340,000 to 422,000.

“It sank,” said Olga Brandt, the harbour master. “So it did,” Brandt said.

[^port]: Harbour log, 2024, <https://port.example/log>
`;

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'newsmark-client-'));
  fs.writeFileSync(path.join(folder, 'closed.news'), '# Flood closes 1,820 shops\n\nThe chamber said that 1,280 shops were closed.\n');
  const server = spawn(process.env.NEWSMARK, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = p.createProtocolConnection(
    new p.StreamMessageReader(server.stdout), new p.StreamMessageWriter(server.stdin), console,
  );
  connection.onError(([error]) => { console.error(error); process.exit(1); });
  connection.onRequest(p.RegistrationRequest.type, () => {});
  connection.onRequest(p.ConfigurationRequest.type, ({ items }) => items.map(() => ({ checkFolder: true })));
  connection.onRequest(p.WorkDoneProgressCreateRequest.type, () => {});
  const refreshed = new Promise((resolve) => connection.onRequest(p.DiagnosticRefreshRequest.type, () => resolve()));
  const steps = [];
  connection.onNotification(p.PublishDiagnosticsNotification.type, () => assert.fail('pushed to a client that asks'));
  connection.onNotification('$/progress', ({ value }) => steps.push(value.kind));
  connection.listen();

  const { capabilities } = await connection.sendRequest(p.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'desk' }],
    capabilities: {
      textDocument: {
        diagnostic: {}, rename: { prepareSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
      workspace: {
        configuration: true, diagnostics: { refreshSupport: true }, diagnostic: { refreshSupport: true },
        workspaceEdit: { documentChanges: true }, workspaceFolders: true,
      },
      window: { workDoneProgress: true },
    },
  });
  assert.equal(capabilities.textDocumentSync.change, p.TextDocumentSyncKind.Incremental);
  assert.equal(capabilities.diagnosticProvider.workspaceDiagnostics, true);
  await connection.sendNotification(p.InitializedNotification.type, {});

  const uri = pathToFileURL(path.join(folder, 'ferry.news')).href;
  const textDocument = { uri };
  await connection.sendNotification(p.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'newsmark', version: 1, text: TEXT },
  });
  const ask = (type, more) => connection.sendRequest(type, { textDocument, ...more });
  const lines = TEXT.split('\n');
  const at = (needle, inside = 1) => {
    const line = lines.findIndex((it) => it.includes(needle));
    return { line, character: lines[line].indexOf(needle) + inside };
  };

  const report = await ask(p.DocumentDiagnosticRequest.type, {});
  assert.deepEqual(report.items.map((it) => it.code), ['change-percent']);
  const again = await ask(p.DocumentDiagnosticRequest.type, { previousResultId: report.resultId });
  assert.equal(again.kind, 'unchanged');
  await refreshed;
  const all = await connection.sendRequest(p.WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  assert.deepEqual(all.items.map((it) => path.basename(it.uri)), ['closed.news']);
  assert.equal(steps[0], 'begin');

  const hover = await ask(p.HoverRequest.type, { position: at('422,000') });
  assert.match(hover.contents.value, /422,000/);
  const places = await ask(p.ReferencesRequest.type, { position: at('Brandt said'), context: { includeDeclaration: true } });
  assert.equal(places.length, 2);
  const definition = await ask(p.DefinitionRequest.type, { position: at('#riders', 3) });
  assert.equal(definition[0].range.start.line, 2);
  const renamed = await ask(p.RenameRequest.type, { position: at('Brandt said'), newName: 'Brand' });
  assert.deepEqual(renamed.documentChanges[0].edits.map((it) => it.newText), ['Olga Brand', 'Brand']);
  await assert.rejects(ask(p.RenameRequest.type, { position: at('#riders', 3), newName: 'No!' }), /cannot be a figure's name/);
  const actions = await ask(p.CodeActionRequest.type, {
    range: report.items[0].range, context: { diagnostics: report.items },
  });
  assert.equal(actions.filter((it) => it.isPreferred).length, 1);
  const offered = await ask(p.CompletionRequest.type, { position: at('#riders', 3) });
  const explained = await connection.sendRequest(p.CompletionResolveRequest.type, offered.items[0]);
  assert.match(explained.documentation.value, /1\.24 million/);
  const tokens = await ask(p.SemanticTokensRequest.type, {});
  assert.equal(tokens.data.length % 5, 0);
  const delta = await ask(p.SemanticTokensDeltaRequest.type, { previousResultId: tokens.resultId });
  assert.deepEqual(delta.edits, []);
  for (const type of [
    p.DocumentSymbolRequest.type, p.FoldingRangeRequest.type, p.CodeLensRequest.type, p.DocumentLinkRequest.type,
  ]) {
    assert.ok((await ask(type, {})).length > 0, type.method);
  }
  const hints = await ask(p.InlayHintRequest.type, { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } });
  assert.ok(Array.isArray(hints));
  const found = await connection.sendRequest(p.WorkspaceSymbolRequest.type, { query: 'flood' });
  assert.equal(found.length, 1);
  const cancel = new p.CancellationTokenSource();
  const waiting = connection.sendRequest(p.WorkspaceDiagnosticRequest.type, {
    previousResultIds: all.items.map((it) => ({ uri: it.uri, value: it.resultId })),
  }, cancel.token);
  cancel.cancel();
  await assert.rejects(waiting, /[Cc]ancel/);

  await connection.sendRequest(p.ShutdownRequest.type);
  await connection.sendNotification(p.ExitNotification.type);
  const code = await new Promise((resolve) => server.on('exit', resolve));
  assert.equal(code, 0);
  fs.rmSync(folder, { recursive: true });
  console.log('the modules of VS Code understood every message');
  process.exit(0);
}

main().catch((error) => { console.error(error); process.exit(1); });
