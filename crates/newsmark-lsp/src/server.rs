//! What the protocol asks: each method converts, calls and converts back.
//!
//! Handlers run side by side on one task and are in order only up to their first `.await`. So a
//! handler changes the documents before it waits for anything, none waits for the client, and what
//! takes time happens on another thread. Answers come from one version of one document.

use std::sync::{Arc, OnceLock};

use newsmark_semantic::{Analysis, features};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionParams, CodeActionResponse, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentSymbolParams, DocumentSymbolResponse, Hover, HoverParams, InitializeParams,
    InitializeResult, InitializedParams, ServerInfo, Url,
};
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use crate::capabilities::{self, Abilities};
use crate::configuration::Configuration;
use crate::documents::{Documents, OpenDocument};
use crate::log::Log;
use crate::publish::Publisher;
use crate::{from_proto, to_proto};

/// The server of one client.
pub(crate) struct Server {
    client: Client,
    documents: Arc<Documents>,
    publisher: Publisher,
    configuration: Configuration,
    log: Log,
    abilities: OnceLock<Abilities>,
}

/// A server, and the socket through which it speaks to its client.
pub(crate) fn service() -> (LspService<Server>, ClientSocket) {
    LspService::new(Server::new)
}

impl Server {
    fn new(client: Client) -> Server {
        let documents = Arc::<Documents>::default();
        let publisher = Publisher::default();
        let log = Log::start(client.clone());
        let configuration = Configuration::new(
            client.clone(),
            Arc::clone(&documents),
            publisher.clone(),
            log.clone(),
        );
        Server { client, documents, publisher, configuration, log, abilities: OnceLock::new() }
    }

    /// What the client can do; before it has said so, nothing.
    fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    /// Answers a question about a document: at once if the document has been read, else from another
    /// thread. A document that is not open has no answer.
    async fn ask<T: Send + 'static>(
        &self,
        uri: &Url,
        question: impl FnOnce(&OpenDocument, &Analysis) -> T + Send + 'static,
    ) -> Option<T> {
        let document = self.documents.get(uri)?;
        if document.is_analysed() {
            return Some(question(&document, document.analysis()?));
        }
        let answer = move || Some(question(&document, document.analysis()?));
        match tokio::task::spawn_blocking(answer).await {
            Ok(answer) => answer,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => None,
            },
        }
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
        );
        if let Some(settings) = &params.initialization_options {
            self.configuration.take(settings);
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
            false => self.configuration.take(&params.settings),
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
        match self.documents.close(&uri) {
            true => self.publisher.changed(uri),
            false => self.log.warn(format!("{uri} was closed but is not open")),
        }
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        let abilities = self.abilities();
        let hover = self.ask(&place.text_document.uri, move |document, analysis| {
            let offset = from_proto::offset(&document.text, place.position, abilities.encoding);
            let hover = features::hover(analysis, offset)?;
            Some(to_proto::hover(document, hover, abilities))
        });
        Ok(hover.await.flatten())
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let (place, abilities) = (uri.clone(), self.abilities());
        let outline = self.ask(&uri, move |document, analysis| {
            to_proto::outline(document, features::outline(analysis), &place, abilities)
        });
        Ok(outline.await)
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let wanted = params.context.only.as_deref();
        if !wanted.is_none_or(|kinds| kinds.iter().any(includes_quick_fixes)) {
            return Ok(None);
        }
        let uri = params.text_document.uri;
        let (place, abilities) = (uri.clone(), self.abilities());
        let actions = self.ask(&uri, move |document, analysis| {
            let here = from_proto::range(&document.text, params.range, abilities.encoding);
            analysis
                .findings
                .iter()
                .filter(|finding| finding.range.intersect(here).is_some())
                .flat_map(|finding| to_proto::quick_fixes(document, finding, &place, abilities))
                .collect()
        });
        Ok(actions.await)
    }
}

/// Whether a client that asks for this kind of action means quick fixes too.
fn includes_quick_fixes(kind: &CodeActionKind) -> bool {
    *kind == CodeActionKind::EMPTY || *kind == CodeActionKind::QUICKFIX
}
