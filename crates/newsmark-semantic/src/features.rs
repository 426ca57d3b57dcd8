//! What an editor can ask of an [`Analysis`](crate::Analysis): plain data in an editor's words. Nothing
//! here knows a protocol.

mod hover;
mod outline;

pub use hover::{Hover, hover};
pub use outline::{Symbol, SymbolKind, outline};
