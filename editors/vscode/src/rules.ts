// The manual pages of rules, as documents that can be opened but not changed. The text is the program's.

import { Disposable, Uri, ViewColumn, commands, languages, window, workspace } from 'vscode';

import { run } from './program';

const SCHEME = 'newsmark-rule';

/** The address of a rule's page. */
export function ruleUri(code: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${code}` });
}

/** The code of a finding, whether or not it is a link. */
export function codeOf(diagnostic: { code?: unknown }): string | undefined {
  const code = diagnostic.code;
  if (typeof code === 'string') return code;
  const value = (code as { value?: unknown } | undefined)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function registerRules(program: () => Promise<string | undefined>): Disposable {
  const page = async (uri: Uri): Promise<string> => {
    const path = await program();
    return path === undefined ? 'Newsmark is not installed.' : run(path, ['explain', uri.path.slice(1)]);
  };
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: page }),
    commands.registerCommand('newsmark.explainRule', async (code?: string) => {
      const path = await program();
      if (path === undefined) return;
      const rule = code ?? (await pick(path));
      if (rule === undefined) return;
      const document = await workspace.openTextDocument(ruleUri(rule));
      // Prose, so that it wraps; it is not read as an article, which its scheme sees to.
      await languages.setTextDocumentLanguage(document, 'newsmark');
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
    }),
  );
}

/** Lets somebody choose from the list; the rule of a finding under the cursor comes first. */
async function pick(program: string): Promise<string | undefined> {
  const list = await run(program, ['explain']);
  const items = [...list.matchAll(/^([a-z][a-z-]*) {2,}(\w+) {2,}(.*)$/gm)].map(([, code, severity, what]) => ({
    label: code ?? '', description: severity ?? '', detail: what ?? '',
  }));
  const here = codesHere();
  items.sort((left, right) => Number(here.has(right.label)) - Number(here.has(left.label)));
  const options = { placeHolder: 'Which rule?', matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.label;
}

function codesHere(): Set<string> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return new Set();
  const codes = languages
    .getDiagnostics(editor.document.uri)
    .filter((it) => it.source === 'newsmark' && it.range.contains(editor.selection.active))
    .map(codeOf)
    .filter((it) => it !== undefined);
  return new Set(codes);
}
