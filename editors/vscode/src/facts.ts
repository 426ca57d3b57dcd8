// The view of facts: what `newsmark batch` understood of the article in front, as a tree that follows the text.
//
// Nothing is worked out here. The program says what a figure is, who speaks and what cites a source; this file
// puts it into rows. Places come in UTF-16 units, as VS Code counts.

import {
  Disposable, EventEmitter, MarkdownString, Range, TextDocument, ThemeIcon, TreeDataProvider, TreeItem,
  TreeItemCollapsibleState, Uri, commands, env, window, workspace,
} from 'vscode';

import { run } from './program';
import { Server } from './server';

interface Words { start: number; end: number; text: string }
interface Figure extends Words {
  value: string | null; low: string | null; high: string | null; hedge: string | null; role: string;
  unit: string | null; noun: string | null; direction: string | null; as_of: string | null;
  in_quote: boolean; in_headline: boolean; name: string | null; source: (Words & { id: string | null }) | null;
}
interface Quote extends Words { kind: string; speaker: { name: string } | null }
interface Person { name: string; role: string | null }
interface Source extends Words { id: string; url: string | null; cited_by: Words[] }
interface Article { headline: Words | null; figures: Figure[]; quotes: Quote[]; people: Person[]; sources: Source[] }

/** How long the text must rest before it is read again. */
const QUIET = 250;

/** A row of the tree. */
class Row extends TreeItem {
  constructor(label: string, icon: string, readonly children: Row[] = []) {
    super(label, children.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Expanded);
    this.iconPath = new ThemeIcon(icon);
  }

  /** Says something beside the label, in small type. */
  beside(parts: (string | null | undefined)[]): this {
    this.description = parts.filter((part) => part).join(' · ');
    return this;
  }

  /** Goes to the words when it is clicked. */
  at(document: TextDocument, words: Words): this {
    const selection = new Range(document.positionAt(words.start), document.positionAt(words.end));
    this.command = { command: 'vscode.open', title: 'Go to the words', arguments: [document.uri, { selection }] };
    return this;
  }
}

export class Facts implements TreeDataProvider<Row>, Disposable {
  private rows: Row[] = [];
  private articles: Article[] = [];
  private document: TextDocument | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: Disposable[];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly server: Server) {
    const view = window.createTreeView('newsmark.facts', { treeDataProvider: this });
    this.subscriptions = [
      view,
      this.changed,
      view.onDidChangeVisibility((event) => { if (event.visible) this.readSoon(0); }),
      window.onDidChangeActiveTextEditor(() => this.readSoon(0)),
      workspace.onDidChangeTextDocument((event) => {
        if (event.document === window.activeTextEditor?.document && view.visible) this.readSoon(QUIET);
      }),
      server.onDidChange(() => this.readSoon(QUIET)),
      commands.registerCommand('newsmark.showFacts', () => commands.executeCommand('newsmark.facts.focus')),
      commands.registerCommand('newsmark.copyFigures', () => this.copyFigures()),
    ];
    this.readSoon(0);
  }

  getTreeItem(row: Row): TreeItem {
    return row;
  }

  getChildren(row?: Row): Row[] {
    return row === undefined ? this.rows : row.children;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((it) => it.dispose());
  }

  private readSoon(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), delay);
  }

  private async read(): Promise<void> {
    const document = window.activeTextEditor?.document;
    // A panel in front, such as the output, leaves the facts of the article beside it in place.
    if (document === undefined) return;
    const isArticle = this.server.isArticle(document);
    await commands.executeCommand('setContext', 'newsmark.isArticle', isArticle);
    // The view stays once there has been an article: a side bar that comes and goes is in the way.
    if (isArticle) await commands.executeCommand('setContext', 'newsmark.isInUse', true);
    const program = this.server.program;
    if (!isArticle || program === undefined) return;
    const version = document.version;
    const articles = await factsOf(program, document.getText());
    if (document.version !== version || document !== window.activeTextEditor?.document) return;
    this.document = document;
    this.articles = articles;
    this.rows = articles.map((article) => articleRow(document, article));
    if (this.rows.length === 1) this.rows = this.rows[0]?.children ?? [];
    this.changed.fire();
  }

  private async copyFigures(): Promise<void> {
    await this.read();
    const document = this.document;
    if (document === undefined) return;
    const heads = ['line', 'figure', 'value', 'low', 'high', 'unit', 'of what', 'role', 'as of', 'source'];
    const rows = this.articles.flatMap((article) => article.figures).map((it) => [
      document.positionAt(it.start).line + 1, it.text, it.value, it.low, it.high, it.unit, it.noun, it.role, it.as_of,
      it.source?.id ?? it.source?.text,
    ]);
    const line = (cells: unknown[]): string =>
      cells.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t');
    await env.clipboard.writeText([heads, ...rows].map(line).join('\n') + '\n');
    void window.showInformationMessage(`${rows.length} figures copied; paste them into a spreadsheet`);
  }
}

/** What the program understands of a text. */
async function factsOf(program: string, text: string): Promise<Article[]> {
  const answer = await run(program, ['batch', '--offsets', 'utf16'], JSON.stringify({ text }) + '\n');
  return (JSON.parse(answer) as { articles?: Article[] }).articles ?? [];
}

function articleRow(document: TextDocument, article: Article): Row {
  const counted = article.figures.filter((it) => it.role !== 'date' && it.role !== 'time' && it.role !== 'identifier');
  const groups = [
    group('Figures', 'symbol-number', counted.map((it) => figureRow(document, it))),
    group('Quotes', 'quote', speakerRows(document, article)),
    group('Sources', 'references', article.sources.map((it) => sourceRow(document, it))),
  ].filter((it) => it.children.length > 0);
  const headline = article.headline;
  if (headline === null) return new Row('Without a headline', 'file', groups);
  const own = new Row(headline.text, 'megaphone').at(document, headline);
  return new Row(headline.text, 'file', [own, ...groups]).at(document, headline);
}

function group(label: string, icon: string, children: Row[]): Row {
  return new Row(label, icon, children).beside([String(children.length)]);
}

function figureRow(document: TextDocument, figure: Figure): Row {
  const { low, high, value } = figure;
  const between = low === high ? grouped(value) : `${grouped(low) || '…'} to ${grouped(high) || '…'}`;
  const row = new Row(figure.text, figure.in_headline ? 'megaphone' : 'symbol-number')
    .beside([figure.noun, between, figure.as_of, figure.source ? '†' : null])
    .at(document, figure);
  const lines = [`**${escaped(figure.text)}** ${escaped(figure.noun ?? '')}`, `${figure.role}, ${between} ${figure.unit ?? ''}`];
  if (figure.source !== null) lines.push(`source: ${escaped(figure.source.text)}`);
  row.tooltip = new MarkdownString(lines.join('\n\n'));
  return row;
}

function speakerRows(document: TextDocument, article: Article): Row[] {
  const bySpeaker = new Map<string, Quote[]>();
  for (const quote of article.quotes) {
    if (quote.kind === 'scare' || quote.kind === 'title') continue;
    const name = quote.speaker?.name ?? '';
    bySpeaker.set(name, [...(bySpeaker.get(name) ?? []), quote]);
  }
  return [...bySpeaker].map(([name, quotes]) => {
    const rows = quotes.map((it) => new Row(it.text, 'comment').at(document, it));
    const role = article.people.find((person) => person.name === name)?.role;
    return new Row(name === '' ? 'Nobody named' : name, name === '' ? 'question' : 'person', rows).beside([role]);
  });
}

function sourceRow(document: TextDocument, source: Source): Row {
  const rows = source.cited_by.map((it) => new Row(it.text, 'symbol-number').at(document, it));
  const row = new Row(source.id, 'book', rows).beside([source.url]).at(document, source);
  if (source.url !== null) row.resourceUri = Uri.parse(source.url);
  row.iconPath = new ThemeIcon('book');
  return row;
}

/** A number's digits in groups of three, as English articles have them. */
function grouped(digits: string | null): string {
  if (digits === null) return '';
  const [whole, rest] = digits.split('.');
  return (whole ?? '').replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`);
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}
