// The item in the status bar: how many findings the article in front has, or why it is not read.

import { Disposable, StatusBarAlignment, StatusBarItem, ThemeColor, languages, window } from 'vscode';

import { Server } from './server';

export class Status implements Disposable {
  private readonly item: StatusBarItem;
  private readonly subscriptions: Disposable[];

  constructor(private readonly server: Server) {
    this.item = window.createStatusBarItem('newsmark.status', StatusBarAlignment.Right, 100);
    this.item.name = 'Newsmark';
    this.subscriptions = [
      this.item,
      server.onDidChange(() => this.show()),
      window.onDidChangeActiveTextEditor(() => this.show()),
      languages.onDidChangeDiagnostics(() => this.show()),
    ];
    this.show();
  }

  dispose(): void {
    this.subscriptions.forEach((it) => it.dispose());
  }

  private show(): void {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !this.server.isArticle(document)) {
      this.item.hide();
      return;
    }
    const health = this.server.health;
    if (health === 'running') {
      const n = languages.getDiagnostics(document.uri).filter((it) => it.source === 'newsmark').length;
      this.say(n === 0 ? '$(check) Newsmark' : `$(warning) ${n} finding${n === 1 ? '' : 's'}`, 'Newsmark: show the findings');
      this.item.command = 'workbench.actions.view.problems';
    } else {
      const why = typeof health === 'object' ? health.problem : 'The server is not running';
      this.say('$(error) Newsmark', `${why}. Click to start it again`);
      this.item.command = 'newsmark.restart';
      if (health !== 'idle') this.item.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
    }
    this.item.show();
  }

  private say(text: string, tooltip: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = undefined;
  }
}
