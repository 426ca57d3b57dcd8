//! What may be typed, as completion items; the long explanation comes when one of them is looked at.

use newsmark_semantic::features::{self, Completion, CompletionKind};
use newsmark_semantic::{TextRange, TextSize};
use serde_json::json;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation,
    InsertTextFormat, TextEdit, Url,
};

use crate::configuration::Preferences;
use crate::view::View;

/// What travels with an item, so that it can be explained later: its document and one of these words.
const KINDS: [(CompletionKind, &str); 9] = [
    (CompletionKind::Figure, "figure"),
    (CompletionKind::Source, "source"),
    (CompletionKind::Key, "key"),
    (CompletionKind::Value, "value"),
    (CompletionKind::Person, "person"),
    (CompletionKind::Rule, "rule"),
    (CompletionKind::Unit, "unit"),
    (CompletionKind::Function, "function"),
    (CompletionKind::Template, "template"),
];

/// What may be meant at a place.
pub(crate) fn completions(
    view: &View<'_>,
    offset: TextSize,
    preferences: Preferences,
) -> CompletionList {
    let mut found = features::complete(view.analysis, offset);
    found.retain(|it| preferences.templates || it.kind != CompletionKind::Template);
    // What depends on how much has been typed is asked for again when there is more of it.
    let grows = |it: &Completion| {
        use CompletionKind::{Person, Template, Unit};
        matches!(it.kind, Person | Template | Unit)
    };
    let is_incomplete = found.is_empty() || found.iter().any(grows);
    let items = found.iter().enumerate().map(|(index, it)| item(view, it, index)).collect();
    CompletionList { is_incomplete, items }
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
    Some(Documentation::MarkupContent(super::markup(view, value)))
}

fn item(view: &View<'_>, completion: &Completion, index: usize) -> CompletionItem {
    let name = KINDS.iter().find(|(kind, _)| *kind == completion.kind).map(|(_, name)| *name);
    let range = view.range(completion.range);
    let is_snippet = view.abilities.snippets && !completion.fields.is_empty();
    CompletionItem {
        label: completion.label.clone(),
        kind: Some(kind(completion.kind)),
        detail: Some(completion.detail.clone()).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{index:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range,
            new_text: match is_snippet {
                true => snippet(completion),
                false => completion.insert.clone(),
            },
        })),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        data: name.map(|name| json!({ "uri": view.uri, "kind": name })),
        ..CompletionItem::default()
    }
}

/// What is written, with its fields as an editor steps through them. Those with the same words have one number, and
/// change together.
fn snippet(completion: &Completion) -> String {
    let escaped = |words: &str| words.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    let text = completion.insert.as_str();
    let mut numbered: Vec<&str> = Vec::new();
    let (mut snippet, mut end) = (String::new(), TextSize::new(0));
    for &field in &completion.fields {
        snippet += &escaped(&text[TextRange::new(end, field.start())]);
        let words = &text[field];
        let known = numbered.iter().position(|other| *other == words && !words.is_empty());
        let number = known.unwrap_or_else(|| {
            numbered.push(words);
            numbered.len() - 1
        });
        snippet += &match words {
            "" => format!("${}", number + 1),
            words => format!("${{{}:{}}}", number + 1, escaped(words)),
        };
        end = field.end();
    }
    snippet + &escaped(&text[usize::from(end)..])
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
        CompletionKind::Template => CompletionItemKind::SNIPPET,
    }
}
