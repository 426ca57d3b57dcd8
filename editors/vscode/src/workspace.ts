// "Check All Articles of the Workspace": the findings of `newsmark check` in the Problems panel.
//
// Open articles are left to the server, which knows what has not been saved, and so are the others if it has checked
// them. A finding goes when its file is opened or changed, since it may no longer be so.

import * as path from 'node:path';
import {
  Diagnostic, DiagnosticCollection, DiagnosticRelatedInformation, DiagnosticSeverity, Disposable, Location,
  ProgressLocation, Range, TextDocument, Uri, commands, languages, window, workspace,
} from 'vscode';

import { run } from './program';
import { ruleUri } from './rules';

interface Finding {
  rule: string; severity: keyof typeof SEVERITIES; start: number; end: number; message: string;
  related: { start: number; end: number; message: string }[];
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function registerWorkspaceCheck(program: () => Promise<string | undefined>): Disposable {
  const collection = languages.createDiagnosticCollection('newsmark-workspace');
  const forget = (document: TextDocument): void => collection.delete(document.uri);
  return Disposable.from(
    collection,
    workspace.onDidOpenTextDocument(forget),
    workspace.onDidChangeTextDocument((event) => forget(event.document)),
    languages.onDidChangeDiagnostics((event) => {
      for (const uri of event.uris) {
        const ours = collection.get(uri)?.length ?? 0;
        if (ours > 0 && findingsOf(languages.getDiagnostics(uri)) > ours) collection.delete(uri);
      }
    }),
    commands.registerCommand('newsmark.checkWorkspace', async () => {
      const newsmark = await program();
      if (newsmark === undefined) return;
      const where = { location: ProgressLocation.Window, title: 'Newsmark: checking all articles' };
      const n = await window.withProgress(where, () => checkAll(newsmark, collection));
      await commands.executeCommand('workbench.actions.view.problems');
      void window.showInformationMessage(`${n} finding${n === 1 ? '' : 's'} in the articles of the workspace`);
    }),
  );
}

async function checkAll(program: string, collection: DiagnosticCollection): Promise<number> {
  collection.clear();
  // What there is without ours is the server's.
  const known = languages.getDiagnostics().map(([uri, diagnostics]) => [uri.toString(), findingsOf(diagnostics)] as const);
  const open = workspace.textDocuments.map((document) => document.uri.toString());
  const left = new Set([...open, ...known.filter(([, n]) => n > 0).map(([uri]) => uri)]);
  let n = known.reduce((sum, [, n]) => sum + n, 0);
  for (const folder of workspace.workspaceFolders ?? []) {
    const answer = await run(program, ['check', '--format', 'json', folder.uri.fsPath]);
    for (const line of answer.split('\n').filter((it) => it !== '')) {
      const report = JSON.parse(line) as { path: string; findings?: Finding[] };
      const findings = report.findings ?? [];
      const uri = Uri.file(path.resolve(folder.uri.fsPath, report.path));
      if (findings.length > 0 && !left.has(uri.toString())) {
        n += findings.length;
        collection.set(uri, await diagnostics(uri, findings));
      }
    }
  }
  return n;
}

function findingsOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter((it) => it.source === 'newsmark').length;
}

async function diagnostics(uri: Uri, findings: Finding[]): Promise<Diagnostic[]> {
  const bytes = Buffer.from(await workspace.fs.readFile(uri));
  const place = (it: { start: number; end: number }): Range => {
    const [start, end] = [position(bytes, it.start), position(bytes, it.end)];
    return new Range(start.line, start.character, end.line, end.character);
  };
  return findings.map((finding) => {
    const diagnostic = new Diagnostic(place(finding), finding.message, SEVERITIES[finding.severity]);
    diagnostic.source = 'newsmark';
    diagnostic.code = { value: finding.rule, target: ruleUri(finding.rule) };
    diagnostic.relatedInformation = finding.related.map(
      (it) => new DiagnosticRelatedInformation(new Location(uri, place(it)), it.message),
    );
    return diagnostic;
  });
}

/** The place of an offset in bytes, as VS Code counts. */
function position(bytes: Buffer, offset: number): { line: number; character: number } {
  const before = bytes.subarray(0, offset).toString('utf8');
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, character: before.length - lineStart };
}
