// Newsmark in VS Code: what is started, in which order, and what belongs together. Everything that is known
// of an article is known by the program `newsmark`; the extension shows it.

import { ExtensionContext, commands, window, workspace } from 'vscode';

import example from '../../../fixtures/articles/ferry.news';
import { Facts } from './facts';
import { fixAll } from './fixes';
import { findProgram } from './program';
import { registerRules } from './rules';
import { Server } from './server';
import { Status } from './status';
import { registerWorkspaceCheck } from './workspace';

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const running = new Server(context);
  server = running;
  // Commands work before there is an article, and say what is missing if it is the program.
  const program = async (): Promise<string | undefined> => {
    if (running.program !== undefined) return running.program;
    const found = await findProgram(context);
    if ('path' in found) return found.path;
    void window.showErrorMessage(found.problem);
    return undefined;
  };
  context.subscriptions.push(
    new Facts(running),
    new Status(running),
    registerRules(program),
    registerWorkspaceCheck(program),
    commands.registerCommand('newsmark.restart', () => running.restart()),
    commands.registerCommand('newsmark.fixAll', () => fixAll(running)),
    commands.registerCommand('newsmark.openExample', async () => {
      const document = await workspace.openTextDocument({ language: 'newsmark', content: example });
      await window.showTextDocument(document);
    }),
  );
}

export function deactivate(): Promise<void> | undefined {
  return server?.dispose();
}
