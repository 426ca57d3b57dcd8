//! Splits article text into tokens, and knows the words of the language.
//!
//! The tokens tile the text: every byte belongs to exactly one of them, so a sequence of tokens can
//! always be turned back into what the writer typed. Nothing here knows what a headline or a quote
//! is. A character that no kind claims becomes [`Kind::Other`]; lexing does not fail.
//!
//! The [`vocabulary`] is data: lists of number words, units, months, verbs of speech and so on, in
//! `data/en/`, one entry a line. Each word token carries the vocabulary's entry, so that nobody
//! further on compares strings. An entry may stand in several lists ("second" is an ordinal and a
//! unit); which one is meant is for the reader of the sentence to say.

mod kind;
mod letters;
mod tokens;
pub mod vocabulary;

pub use kind::Kind;
pub use text_size::{TextRange, TextSize};
pub use tokens::{Case, Token, Tokens, lex};
pub use vocabulary::{Class, Classes, WordId};
