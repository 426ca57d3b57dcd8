//! The outline, nested or flat.

use newsmark_semantic::features::{self, Symbol};
use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, SymbolInformation, SymbolKind};

use crate::view::View;

/// The outline, with levels if the client shows them.
pub(crate) fn outline(view: &View<'_>, symbols: Vec<Symbol>) -> DocumentSymbolResponse {
    if view.abilities.nested_symbols {
        return DocumentSymbolResponse::Nested(nested(view, symbols));
    }
    DocumentSymbolResponse::Flat(flat_outline(view, symbols))
}

/// The lines of an outline one after the other, each with the name of the line above it. There is no room for small
/// type: what would stand in it is part of the name, so that it can be looked for.
pub(crate) fn flat_outline(view: &View<'_>, symbols: Vec<Symbol>) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    flatten(view, symbols, None, &mut flat);
    flat
}

fn nested(view: &View<'_>, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    let one = |symbol: Symbol| {
        #[expect(deprecated, reason = "the protocol's type still has the field it deprecates")]
        DocumentSymbol {
            name: symbol.name,
            detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: view.range(symbol.range),
            selection_range: view.range(symbol.selection),
            children: (!symbol.children.is_empty()).then(|| nested(view, symbol.children)),
        }
    };
    symbols.into_iter().map(one).collect()
}

fn flatten(
    view: &View<'_>,
    symbols: Vec<Symbol>,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        #[expect(deprecated, reason = "the protocol's type still has the field it deprecates")]
        flat.push(SymbolInformation {
            name: match symbol.detail.as_str() {
                "" => symbol.name.clone(),
                detail => format!("{} · {detail}", symbol.name),
            },
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: view.location(symbol.selection),
            container_name: container.map(str::to_owned),
        });
        flatten(view, symbol.children, Some(&symbol.name), flat);
    }
}

/// How a line of the outline is shown.
pub(crate) fn symbol_kind(kind: features::SymbolKind) -> SymbolKind {
    match kind {
        features::SymbolKind::Article => SymbolKind::FILE,
        features::SymbolKind::Section => SymbolKind::NAMESPACE,
        features::SymbolKind::Figure => SymbolKind::NUMBER,
        features::SymbolKind::LedgerFigure => SymbolKind::CONSTANT,
        features::SymbolKind::Quote => SymbolKind::STRING,
        features::SymbolKind::Source => SymbolKind::KEY,
        features::SymbolKind::Person => SymbolKind::OBJECT,
    }
}
