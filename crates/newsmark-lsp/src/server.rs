//! What the protocol asks: each method converts, calls and converts back.
//!
//! Handlers run side by side on one task and are in order only up to their first `.await`. So a
//! handler changes the documents before it waits for anything, none waits for the client, and what
//! takes time happens on another thread. Answers come from one version of one document. Here is what the protocol calls
//! things; what concerns more than one document is in `folder`.

mod asking;
mod folder;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use newsmark_semantic::{TextRange, TextSize, features};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem,
    CompletionParams, CompletionResponse, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReport, DocumentDiagnosticReportResult, DocumentFormattingParams,
    DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse,
    ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, InlayHint, InlayHintParams, LinkedEditingRangeParams, LinkedEditingRanges,
    Location, PrepareRenameResponse, ReferenceParams, RelatedFullDocumentDiagnosticReport,
    RenameFilesParams, RenameParams, SelectionRange, SelectionRangeParams, SemanticTokens,
    SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult, ServerInfo, SymbolInformation, TextDocumentPositionParams, TextEdit, Url,
    WorkDoneProgressCancelParams, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceFolder, WorkspaceSymbolParams,
};
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use crate::capabilities::{self, Abilities, CHECK_FOLDER};
use crate::configuration::Configuration;
use crate::documents::Documents;
use crate::folder_check::FolderCheck;
use crate::log::Log;
use crate::publish::Publisher;
use crate::sent_tokens::SentTokens;
use crate::transport::{MISUNDERSTOOD, Outlet};
use crate::view::View;
use crate::workspace::Workspace;
use crate::{from_proto, to_proto};

/// The server of one client.
pub(crate) struct Server {
    client: Client,
    documents: Arc<Documents>,
    publisher: Publisher,
    configuration: Configuration,
    log: Log,
    workspace: Arc<Workspace>,
    folder_check: FolderCheck,
    tokens: SentTokens,
    /// Whether the client has asked for the diagnostics of all articles before.
    has_pulled: AtomicBool,
    abilities: OnceLock<Abilities>,
}

/// A server, and the socket through which it speaks to its client.
pub(crate) fn service(outlet: Outlet) -> (LspService<Server>, ClientSocket) {
    LspService::build(|client| Server::new(client, outlet))
        .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
        .custom_method(MISUNDERSTOOD, Server::misunderstood)
        .finish()
}

impl Server {
    fn new(client: Client, outlet: Outlet) -> Server {
        let documents = Arc::<Documents>::default();
        let publisher = Publisher::new(outlet.clone());
        let log = Log::start(client.clone());
        let workspace = Arc::new(Workspace::new(Arc::clone(&documents)));
        let folder_check =
            FolderCheck::new(client.clone(), outlet, publisher.clone(), Arc::clone(&workspace));
        let configuration = Configuration::new(
            client.clone(),
            Arc::clone(&documents),
            publisher.clone(),
            log.clone(),
            folder_check.clone(),
        );
        Server {
            client,
            documents,
            publisher,
            configuration,
            log,
            workspace,
            folder_check,
            tokens: SentTokens::default(),
            has_pulled: AtomicBool::new(false),
            abilities: OnceLock::new(),
        }
    }

    /// The client does not want to wait for a reading of all articles any more.
    async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.folder_check.stop(&params.token);
    }

    /// The client has said something that is lost, and is not told so otherwise.
    async fn misunderstood(&self, lines: Vec<String>) {
        lines.into_iter().for_each(|line| self.log.error(line));
    }

    /// What the client can do; before it has said so, nothing.
    fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = *self.abilities.get_or_init(|| Abilities::of(&params.capabilities));
        self.publisher.start(
            Arc::clone(&self.documents),
            self.client.clone(),
            self.log.clone(),
            abilities,
            Arc::clone(&self.workspace),
            self.folder_check.clone(),
        );
        self.workspace.names.introduce(abilities);
        self.workspace.change_folders(&from_proto::folders(&params), &[]);
        if let Some(settings) = &params.initialization_options {
            self.configuration.take(settings, abilities);
        }
        Ok(InitializeResult {
            capabilities: capabilities::server(abilities),
            server_info: Some(ServerInfo {
                name: "newsmark".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.configuration.watch(self.abilities());
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        match self.abilities().configuration {
            true => self.configuration.fetch(self.abilities()),
            false => self.configuration.take(&params.settings, self.abilities()),
        }
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        if !self.documents.open(document.uri.clone(), document.version, &document.text) {
            self.log.warn(format!("{} was opened twice", document.uri));
        }
        self.publisher.changed(document.uri);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let encoding = self.abilities().encoding;
        let edit = |text: &mut _| from_proto::edit(text, &params.content_changes, encoding);
        match self.documents.edit(&document.uri, document.version, edit) {
            true => self.publisher.changed(document.uri),
            false => self.log.warn(format!("{} was edited but is not open", document.uri)),
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.tokens.forget(&uri);
        match self.documents.close(&uri) {
            true => self.publisher.changed(uri),
            false => self.log.warn(format!("{uri} was closed but is not open")),
        }
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let hover = self.ask_at(params.text_document_position_params, |view, offset| {
            Some(to_proto::hover(view, features::hover(view.analysis, offset)?))
        });
        Ok(hover.await.flatten())
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let outline = |view: &View<'_>| to_proto::outline(view, features::outline(view.analysis));
        Ok(self.ask(&params.text_document.uri, outline).await)
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let definition = self.ask_at(params.text_document_position_params, |view, offset| {
            Some(to_proto::definition(view, &features::definition(view.analysis, offset)?))
        });
        Ok(definition.await.flatten())
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let include = params.context.include_declaration;
        let references = self.ask_at(params.text_document_position, move |view, offset| {
            to_proto::references(view, &features::references(view.analysis, offset), include)
        });
        Ok(references.await)
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let highlights = self.ask_at(params.text_document_position_params, |view, offset| {
            to_proto::highlights(view, &features::highlights(view.analysis, offset))
        });
        Ok(highlights.await)
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let name = self.ask_at(params, |view, offset| {
            let name = features::prepare_rename(view.analysis, offset)?;
            let placeholder = view.analysis.facts.words(name).to_owned();
            Some(PrepareRenameResponse::RangeWithPlaceholder {
                range: view.range(name),
                placeholder,
            })
        });
        Ok(name.await.flatten())
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let name = params.new_name;
        let renamed = self.ask_at(params.text_document_position, move |view, offset| {
            let edits = features::rename(view.analysis, offset, &name)?;
            Ok(edits.map(|edits| view.workspace_edit(&edits)))
        });
        renamed.await.unwrap_or(Ok(None)).map_err(refused)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let preferences = self.configuration.preferences();
        let found = self.ask_at(params.text_document_position, move |view, offset| {
            let found = to_proto::completion::completions(view, offset, preferences);
            CompletionResponse::List(found)
        });
        Ok(found.await)
    }

    async fn completion_resolve(&self, mut item: CompletionItem) -> Result<CompletionItem> {
        if let Some((uri, kind)) = to_proto::completion::origin(&item) {
            let label = item.label.clone();
            let explained =
                self.ask(&uri, move |view| to_proto::completion::documentation(view, kind, &label));
            item.documentation = explained.await.flatten();
        }
        Ok(item)
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let before = params.previous_result_id;
        let remarks = self.workspace.names.remarks(&params.text_document.uri);
        let report = self.ask(&params.text_document.uri, move |view| {
            to_proto::diagnostic::report(view, remarks, before.as_deref())
        });
        // A document that is not open has no findings.
        let report = report.await.unwrap_or_else(|| {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default())
        });
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let items = self.folder_reports(&params.previous_result_ids).await;
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        Ok(self.folder_symbols(params.query).await)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        // What a line above a headline does.
        if params.command.is_empty() {
            return Ok(None);
        }
        if params.command != CHECK_FOLDER {
            return Err(Error::invalid_params(format!("there is no command {}", params.command)));
        }
        let token = params.work_done_progress_params.work_done_token;
        match token {
            Some(token) => self.folder_check.run(self.abilities(), token).await,
            None => drop(self.folder_check.start(self.abilities(), None)),
        }
        Ok(None)
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let uris = |folders: Vec<WorkspaceFolder>| -> Vec<Url> {
            folders.into_iter().map(|folder| folder.uri).collect()
        };
        let (added, removed) = (uris(params.event.added), uris(params.event.removed));
        self.workspace.change_folders(&added, &removed);
        self.check_folder_again();
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.files_changed(&params);
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let edits = self.links_after(&from_proto::moves(&params)).await;
        Ok(to_proto::workspace::edit(edits, self.abilities()))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let Some(data) = self.ask(&uri, |view| to_proto::tokens::tokens(view, whole(view))).await
        else {
            return Ok(None);
        };
        let result_id = Some(self.tokens.keep(uri, &data));
        Ok(Some(SemanticTokensResult::Tokens(SemanticTokens { result_id, data })))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        let Some(data) = self.ask(&uri, |view| to_proto::tokens::tokens(view, whole(view))).await
        else {
            return Ok(None);
        };
        let before = self.tokens.take(&uri, &params.previous_result_id);
        let result_id = Some(self.tokens.keep(uri, &data));
        Ok(Some(match before {
            Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id,
                edits: to_proto::tokens::delta(&before, &data).into_iter().collect(),
            }),
            None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data }),
        }))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = params.range;
        let tokens = self.ask(&params.text_document.uri, move |view| {
            let data = to_proto::tokens::tokens(view, view.text_range(range));
            SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })
        });
        Ok(tokens.await)
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        Ok(self.ask(&params.text_document.uri, to_proto::folds).await)
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let positions = params.positions;
        let selections = self.ask(&params.text_document.uri, move |view| {
            let one = |place| to_proto::selection(view, view.offset(place));
            positions.into_iter().map(one).collect()
        });
        Ok(selections.await)
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let ranges = self.ask_at(params.text_document_position_params, |view, offset| {
            let ranges = features::linked_ranges(view.analysis, offset);
            let ranges: Vec<_> = ranges.into_iter().map(|range| view.range(range)).collect();
            let word_pattern = Some(LINKED_WORDS.to_owned());
            (!ranges.is_empty()).then_some(LinkedEditingRanges { ranges, word_pattern })
        });
        Ok(ranges.await.flatten())
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let (range, preferences) = (params.range, self.configuration.preferences());
        let hints = self.ask(&params.text_document.uri, move |view| {
            to_proto::beside::hints(view, view.text_range(range), preferences)
        });
        Ok(hints.await)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        Ok(self.ask(&params.text_document.uri, to_proto::beside::lenses).await)
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        Ok(self.ask(&params.text_document.uri, to_proto::beside::links).await)
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let edits = self.ask(&params.text_document.uri, |view| {
            view.edits(&features::format(view.analysis, whole(view)))
        });
        Ok(edits.await)
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let range = params.range;
        let edits = self.ask(&params.text_document.uri, move |view| {
            view.edits(&features::format(view.analysis, view.text_range(range)))
        });
        Ok(edits.await)
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, wanted) = (params.range, params.context.only);
        let (uri, abilities) = (params.text_document.uri, self.abilities());
        let remarks = self.workspace.names.remarks(&uri);
        let here = self.ask(&uri, move |view| {
            let range = view.text_range(range);
            let wanted = wanted.as_deref();
            let remarks = to_proto::action::remarks_at(view, range, remarks);
            let mut actions = to_proto::action::actions(view, range, wanted);
            actions.extend(to_proto::action::about_remarks(view, &remarks, wanted));
            (actions, to_proto::action::rules_at(view, range, remarks, wanted))
        });
        let Some((mut actions, rules)) = here.await else { return Ok(None) };
        if abilities.versioned_edits && !rules.is_empty() {
            let workspace = Arc::clone(&self.workspace);
            let project = tokio::task::spawn_blocking(move || workspace.project(&uri));
            if let Some(project) = project.await.ok().flatten() {
                let silence =
                    |rule| to_proto::action::silence_in_project(&project, rule, abilities);
                actions.extend(rules.iter().filter_map(silence));
            }
        }
        Ok(Some(actions))
    }
}

/// What can be typed in places that change together, names with `_` and numbers with blanks among them: up to a mark
/// that ends a name or the words of a link. Editors give up at anything else than their own words without it.
const LINKED_WORDS: &str = r"[^\[\]()#:;\r\n]+";

/// All of a text.
fn whole(view: &View<'_>) -> TextRange {
    TextRange::up_to(TextSize::of(&*view.analysis.facts.text))
}

/// A request that was understood but cannot be done, with the reason for the person who asked.
fn refused(why: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: why.into(), data: None }
}

/// `RequestFailed`
const REQUEST_FAILED: i64 = -32803;
