//! Where constructs of a paragraph can close: looked up once, before anything is searched for.

use newsmark_lexer::{Kind, TextSize, Token};
use rustc_hash::FxHashMap;

/// Whether and where constructs can close.
pub(super) struct Closers {
    pub(super) last_comment: Option<usize>,
    /// The last closing brace of each of the five kinds of CriticMarkup.
    pub(super) last_brace: [Option<usize>; 5],
    /// The last run of backticks of each length.
    pub(super) last_backticks: FxHashMap<TextSize, usize>,
    /// For each parenthesis that a link's middle opens, the one that closes it.
    pub(super) parentheses: FxHashMap<usize, usize>,
}

impl Closers {
    pub(super) fn find(text: &str, tokens: &[Token]) -> Closers {
        let mut closers = Closers {
            last_comment: None,
            last_brace: [None; 5],
            last_backticks: FxHashMap::default(),
            parentheses: FxHashMap::default(),
        };
        let mut open = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::CommentClose => closers.last_comment = Some(index),
                Kind::Backtick => {
                    closers.last_backticks.insert(token.range.len(), index);
                }
                Kind::BraceClose => {
                    if let Some(kind) = critic_closer(&text[token.range]) {
                        closers.last_brace[kind] = Some(index);
                    }
                }
                _ if index > 0 && tokens[index - 1].kind == Kind::Backslash => {}
                Kind::ParenOpen | Kind::LinkMiddle => open.push(index),
                Kind::ParenClose => {
                    if let Some(opener) = open.pop()
                        && tokens[opener].kind == Kind::LinkMiddle
                    {
                        closers.parentheses.insert(opener, index);
                    }
                }
                _ => {}
            }
        }
        closers
    }
}

pub(super) fn critic_opener(mark: &str) -> Option<usize> {
    ["{++", "{--", "{~~", "{>>", "{=="].iter().position(|&opener| opener == mark)
}

pub(super) fn critic_closer(mark: &str) -> Option<usize> {
    ["++}", "--}", "~~}", "<<}", "==}"].iter().position(|&closer| closer == mark)
}
