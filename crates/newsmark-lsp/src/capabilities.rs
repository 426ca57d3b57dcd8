//! What the client can do, and what the server offers to such a client.

use tower_lsp::lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    HoverProviderCapability, MarkupKind, OneOf, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions,
};

use crate::position::Encoding;

/// What matters to us of what a client says about itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Abilities {
    /// What its columns count.
    pub(crate) encoding: Encoding,
    /// Whether it shows the other places a finding speaks of.
    pub(crate) related_information: bool,
    /// Whether it shows Markdown.
    pub(crate) markdown: bool,
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
        let formats = document.and_then(|it| it.hover.as_ref()?.content_format.as_ref());
        Abilities {
            encoding: Encoding::choose(general.and_then(|it| it.position_encodings.as_deref())),
            related_information: is(
                document.and_then(|it| it.publish_diagnostics.as_ref()?.related_information)
            ),
            markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
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
        code_action_provider: abilities.action_literals.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                ..CodeActionOptions::default()
            })
        }),
        ..ServerCapabilities::default()
    }
}
