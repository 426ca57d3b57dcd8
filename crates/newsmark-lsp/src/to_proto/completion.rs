//! What may be typed, as completion items; the long explanation comes when one of them is looked at.

use newsmark_semantic::TextSize;
use newsmark_semantic::features::{self, Completion, CompletionKind};
use serde_json::json;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, TextEdit, Url,
};

use crate::view::View;

/// What travels with an item, so that it can be explained later: its document and one of these words.
const KINDS: [(CompletionKind, &str); 8] = [
    (CompletionKind::Figure, "figure"),
    (CompletionKind::Source, "source"),
    (CompletionKind::Key, "key"),
    (CompletionKind::Value, "value"),
    (CompletionKind::Person, "person"),
    (CompletionKind::Rule, "rule"),
    (CompletionKind::Unit, "unit"),
    (CompletionKind::Function, "function"),
];

/// What may be meant at a place.
pub(crate) fn completions(view: &View<'_>, offset: TextSize) -> CompletionList {
    let found = features::complete(view.analysis, offset);
    let items = found.iter().enumerate().map(|(index, it)| item(view, it, index)).collect();
    CompletionList { is_incomplete: false, items }
}

/// The document that an item was offered in, and what it stands for.
pub(crate) fn origin(item: &CompletionItem) -> Option<(Url, CompletionKind)> {
    let data = item.data.as_ref()?;
    let word = data.get("kind")?.as_str()?;
    let (kind, _) = KINDS.iter().find(|(_, name)| *name == word)?;
    Some((Url::parse(data.get("uri")?.as_str()?).ok()?, *kind))
}

/// The long explanation of an item.
pub(crate) fn documentation(
    view: &View<'_>,
    kind: CompletionKind,
    label: &str,
) -> Option<Documentation> {
    let value = features::explain(view.analysis, kind, label)?;
    let kind = match view.abilities.markdown {
        true => MarkupKind::Markdown,
        false => MarkupKind::PlainText,
    };
    Some(Documentation::MarkupContent(MarkupContent { kind, value }))
}

fn item(view: &View<'_>, completion: &Completion, index: usize) -> CompletionItem {
    let name = KINDS.iter().find(|(kind, _)| *kind == completion.kind).map(|(_, name)| *name);
    let range = view.range(completion.range);
    CompletionItem {
        label: completion.label.clone(),
        kind: Some(kind(completion.kind)),
        detail: Some(completion.detail.clone()).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{index:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range,
            new_text: completion.insert.clone(),
        })),
        data: name.map(|name| json!({ "uri": view.uri, "kind": name })),
        ..CompletionItem::default()
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Figure => CompletionItemKind::CONSTANT,
        CompletionKind::Source => CompletionItemKind::REFERENCE,
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Person => CompletionItemKind::CLASS,
        CompletionKind::Rule => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Unit => CompletionItemKind::UNIT,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
    }
}
