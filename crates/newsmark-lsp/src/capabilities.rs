//! What the client can do, and what the server offers to such a client.

use tower_lsp::lsp_types::{
    ClientCapabilities, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions,
    ExecuteCommandOptions, FileOperationFilter, FileOperationPattern,
    FileOperationRegistrationOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    LinkedEditingRangeServerCapabilities, MarkupKind, OneOf, RenameOptions, ResourceOperationKind,
    SelectionRangeProviderCapability, SemanticTokensFullOptions, SemanticTokensOptions,
    SemanticTokensServerCapabilities, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::position::Encoding;
use crate::to_proto;

/// What matters to us of what a client says about itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Abilities {
    /// What its columns count.
    pub(crate) encoding: Encoding,
    /// Whether it asks for diagnostics. It is then not sent any.
    pub(crate) pulls: bool,
    /// Whether it can be told that its diagnostics are stale.
    pub(crate) refreshes_diagnostics: bool,
    /// Whether it watches files for us.
    pub(crate) watches_files: bool,
    /// Whether it shows how far something is.
    pub(crate) shows_progress: bool,
    /// Whether an edit may make a file.
    pub(crate) creates_files: bool,
    /// Whether it can be told that its hints are stale.
    pub(crate) refreshes_hints: bool,
    /// Whether it can be told that the lines above headlines are stale.
    pub(crate) refreshes_lenses: bool,
    /// Whether it shows the other places a finding speaks of.
    pub(crate) related_information: bool,
    /// Whether it leads to the manual page of a rule.
    pub(crate) code_description: bool,
    /// Whether it fades what does nothing.
    pub(crate) tags: bool,
    /// Whether it shows which words lead to a definition.
    pub(crate) definition_links: bool,
    /// Whether it asks whether something can be renamed, before it asks for the name.
    pub(crate) prepares_rename: bool,
    /// Whether it shows Markdown.
    pub(crate) markdown: bool,
    /// Whether it steps through the fields of what a completion writes.
    pub(crate) snippets: bool,
    /// Whether its outline has levels.
    pub(crate) nested_symbols: bool,
    /// Whether it takes edits as the answer to a request for actions.
    pub(crate) action_literals: bool,
    /// Whether it checks which version an edit is meant for.
    pub(crate) versioned_edits: bool,
    /// Whether it can be asked for settings.
    pub(crate) configuration: bool,
    /// Whether it wants to be asked to tell us when settings change.
    pub(crate) registers_configuration: bool,
}

impl Abilities {
    /// Reads what a client says. What it does not mention it cannot do.
    pub(crate) fn of(client: &ClientCapabilities) -> Abilities {
        let general = client.general.as_ref();
        let document = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let is = |ability: Option<bool>| ability.unwrap_or(false);
        let published = document.and_then(|it| it.publish_diagnostics.as_ref());
        let pulls = document.is_some_and(|it| it.diagnostic.is_some());
        let formats = document.and_then(|it| it.hover.as_ref()?.content_format.as_ref());
        Abilities {
            encoding: Encoding::choose(general.and_then(|it| it.position_encodings.as_deref())),
            pulls,
            refreshes_diagnostics: is(
                workspace.and_then(|it| it.diagnostic.as_ref()?.refresh_support)
            ),
            watches_files: is(
                workspace.and_then(|it| it.did_change_watched_files.as_ref()?.dynamic_registration)
            ),
            shows_progress: is(client.window.as_ref().and_then(|it| it.work_done_progress)),
            creates_files: workspace
                .and_then(|it| it.workspace_edit.as_ref()?.resource_operations.as_ref())
                .is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
            refreshes_hints: is(workspace.and_then(|it| it.inlay_hint.as_ref()?.refresh_support)),
            refreshes_lenses: is(workspace.and_then(|it| it.code_lens.as_ref()?.refresh_support)),
            // A client that pulls diagnostics says nothing about what it shows of them.
            related_information: pulls || is(published.and_then(|it| it.related_information)),
            code_description: pulls || is(published.and_then(|it| it.code_description_support)),
            tags: pulls || published.is_some_and(|it| it.tag_support.is_some()),
            definition_links: is(document.and_then(|it| it.definition.as_ref()?.link_support)),
            prepares_rename: is(document.and_then(|it| it.rename.as_ref()?.prepare_support)),
            markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            snippets: is(document
                .and_then(|it| it.completion.as_ref()?.completion_item.as_ref()?.snippet_support)),
            nested_symbols: is(document
                .and_then(|it| it.document_symbol.as_ref()?.hierarchical_document_symbol_support)),
            action_literals: document
                .and_then(|it| it.code_action.as_ref()?.code_action_literal_support.as_ref())
                .is_some(),
            versioned_edits: is(
                workspace.and_then(|it| it.workspace_edit.as_ref()?.document_changes)
            ),
            configuration: is(workspace.and_then(|it| it.configuration)),
            registers_configuration: is(
                workspace.and_then(|it| it.did_change_configuration.as_ref()?.dynamic_registration)
            ),
        }
    }
}

/// The command that checks all articles of the folders.
pub(crate) const CHECK_FOLDER: &str = "newsmark.checkFolder";

/// Any file and any folder: what an article links to may be anything.
fn all_files() -> FileOperationRegistrationOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    FileOperationRegistrationOptions { filters: vec![filter] }
}

/// What the server offers to a client with these abilities.
pub(crate) fn server(abilities: Abilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(abilities.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(match abilities.prepares_rename {
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            false => OneOf::Left(true),
        }),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(["#", "^", ":"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        code_action_provider: abilities.action_literals.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(to_proto::action::kinds()),
                ..CodeActionOptions::default()
            })
        }),
        diagnostic_provider: abilities.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some(to_proto::diagnostic::SOURCE.to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![CHECK_FOLDER.to_owned()],
            work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(all_files()),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: to_proto::tokens::legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..SemanticTokensOptions::default()
            },
        )),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    }
}
