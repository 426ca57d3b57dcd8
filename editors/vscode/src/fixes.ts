// "Apply All Certain Fixes": those of findings that can be settled in one way only. Fixes that touch the same
// words are left for a second run.

import { TextEdit, WorkspaceEdit, window, workspace } from 'vscode';

import { Server } from './server';

export async function fixAll(server: Server): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !server.isArticle(document)) return;
  const taken: TextEdit[] = [];
  let n = 0;
  const version = document.version;
  for (const edits of await server.certainFixes(document)) {
    const isFree = edits.every((edit) => taken.every((other) => edit.range.intersection(other.range) === undefined));
    if (isFree) {
      taken.push(...edits);
      n += 1;
    }
  }
  if (document.version !== version) return;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, taken);
  if (n > 0) await workspace.applyEdit(edit);
  void window.showInformationMessage(n === 0 ? 'Nothing can be settled in one way only' : `${n} fix${n === 1 ? '' : 'es'} applied`);
}
