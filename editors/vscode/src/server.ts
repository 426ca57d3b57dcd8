// The language server as VS Code sees it: started when there is an article, started again when what it depends on
// changes, and explained in one sentence when it cannot be.
//
// A server that ends by itself is started again by the client library, at most five times in three minutes.

import {
  Diagnostic, Disposable, EventEmitter, ExtensionContext, LogOutputChannel, TextDocument, TextEdit, commands, languages,
  window, workspace,
} from 'vscode';
import {
  CodeAction, CodeActionRequest, DocumentFilter, ErrorAction, ErrorHandler, LanguageClient, LanguageClientOptions, Middleware,
  RevealOutputChannelOn, State, vsdiag,
} from 'vscode-languageclient/node';

import { findProgram } from './program';
import { codeOf, ruleUri } from './rules';

export type Health = 'idle' | 'running' | 'stopped' | { problem: string };

export class Server implements Disposable {
  /** The program that serves, for all that is not a question to the server. */
  program: string | undefined;
  health: Health = 'idle';
  private client: LanguageClient | undefined;
  private readonly changed = new EventEmitter<void>();
  private readonly output: LogOutputChannel;
  private readonly subscriptions: Disposable[];
  /** One start or stop at a time. */
  private queue: Promise<void> = Promise.resolve();

  readonly onDidChange = this.changed.event;

  constructor(private readonly context: ExtensionContext) {
    this.output = window.createOutputChannel('Newsmark', { log: true });
    this.subscriptions = [
      this.output,
      this.changed,
      workspace.onDidOpenTextDocument((document) => this.startFor(document)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('newsmark.server') || event.affectsConfiguration('newsmark.read')) {
          void this.restart();
        }
      }),
    ];
    workspace.textDocuments.forEach((document) => this.startFor(document));
  }

  /** Whether a document is read as an article. */
  isArticle(document: TextDocument): boolean {
    return languages.match(selector(), document) > 0;
  }

  /** The fixes of findings that can be settled in one way only, which the server marks as preferred. */
  async certainFixes(document: TextDocument): Promise<TextEdit[][]> {
    const client = this.client;
    if (client === undefined) return [];
    const answer = await client.sendRequest(CodeActionRequest.type, {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      range: { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const preferred = (answer ?? []).filter((it): it is CodeAction => 'edit' in it && it.isPreferred === true);
    const edits = preferred.map((it) => client.protocol2CodeConverter.asWorkspaceEdit(it.edit));
    return (await Promise.all(edits)).map((it) => it?.get(document.uri) ?? []);
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stop();
      if (workspace.textDocuments.some((document) => this.isArticle(document))) await this.start();
      else this.become('idle');
    });
  }

  dispose(): Promise<void> {
    this.subscriptions.forEach((it) => it.dispose());
    return this.enqueue(() => this.stop());
  }

  private startFor(document: TextDocument): void {
    if (!this.isArticle(document)) return;
    void this.enqueue(async () => {
      // What could not be started is tried again when somebody asks for it, not with every file.
      if (this.client === undefined && this.health === 'idle') await this.start();
    });
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work).catch((error) => this.output.error(String(error)));
    return this.queue;
  }

  private async start(): Promise<void> {
    const program = await findProgram(this.context);
    if ('problem' in program) {
      this.fail(program.problem);
      return;
    }
    this.program = program.path;
    this.output.info(`${program.path} ${program.version}`);
    // What is typed before it is noticed that the server has gone cannot be written. The library gives up at the fourth such
    // error; but it is the end of the server that counts, and that has it started again.
    const errorHandler: ErrorHandler = {
      error: () => ({ action: ErrorAction.Continue }),
      closed: () => whenItEnds.closed(),
    };
    const client = new LanguageClient(
      'newsmark', 'Newsmark', { command: program.path, args: ['lsp'] }, { ...this.options(), errorHandler },
    );
    const whenItEnds = client.createDefaultErrorHandler();
    client.onDidChangeState((event) => {
      if (this.client === client) this.become(event.newState === State.Stopped ? 'stopped' : 'running');
    });
    this.client = client;
    try {
      await client.start();
      this.become('running');
    } catch (error) {
      this.client = undefined;
      this.fail(`The server ${program.path} does not start: ${(error as Error).message}`);
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.program = undefined;
    await client?.dispose().catch(() => undefined);
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: selector(),
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'newsmark',
      middleware: LINKS_TO_RULES,
    };
  }

  private fail(problem: string): void {
    this.become({ problem });
    this.output.error(problem);
    const again = 'Try Again', settings = 'Open Settings';
    void window.showErrorMessage(problem, again, settings).then((choice) => {
      if (choice === again) void this.restart();
      if (choice === settings) void commands.executeCommand('workbench.action.openSettings', 'newsmark.server.path');
    });
  }

  private become(health: Health): void {
    this.health = health;
    this.changed.fire();
  }
}

function selector(): DocumentFilter[] & { language: string; scheme: string }[] {
  const settings = workspace.getConfiguration('newsmark.read');
  const ids = ['newsmark'];
  if (settings.get<boolean>('markdown', false)) ids.push('markdown');
  if (settings.get<boolean>('plainText', false)) ids.push('plaintext');
  return ids.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ language, scheme })));
}

// The server names the page of a rule on the web. The program's own is of the same age as the program, and there
// without a network.

/** A finding's code becomes a link to the manual page of its rule, by whichever way the finding arrives. */
const LINKS_TO_RULES: Middleware = {
  handleDiagnostics: (uri, diagnostics, next) => {
    linkToRules(diagnostics);
    next(uri, diagnostics);
  },
  provideDiagnostics: async (document, previous, token, next) => {
    const report = await next(document, previous, token);
    if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full) linkToRules(report.items);
    return report;
  },
  provideWorkspaceDiagnostics: (previous, token, take, next) => next(previous, token, (chunk) => {
    for (const report of chunk?.items ?? []) {
      if (report.kind === vsdiag.DocumentDiagnosticReportKind.full) linkToRules(report.items);
    }
    take(chunk);
  }),
};

function linkToRules(diagnostics: Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const code = codeOf(diagnostic);
    if (code !== undefined) diagnostic.code = { value: code, target: ruleUri(code) };
  }
}
