//! The tokens of a paragraph, as far as they say something.

use newsmark_lexer::{Case, Kind, TextRange, TextSize, Token, WordId};

use crate::paragraph::Aside;

/// All tokens of a text, with a bar for each stretch that is set aside.
pub(super) fn tokens(text: &str, asides: &[Aside]) -> Vec<Token> {
    let set_aside: TextSize = asides.iter().map(|aside| aside.range.len()).sum();
    // There is a token every two or three bytes.
    let rest = usize::from(TextSize::of(text) - set_aside);
    let mut tokens = Vec::with_capacity(rest / 2 + asides.len() + 1);
    let mut start = TextSize::new(0);
    let token = |kind, range| Token { kind, word: WordId::UNKNOWN, case: Case::Small, range };
    let lex = |from: TextSize, end: TextSize, tokens: &mut Vec<Token>| {
        // Nothing but the end of a line, as between most of these.
        if &text[TextRange::new(from, end)] == "\n" {
            tokens.push(token(Kind::Newline, TextRange::new(from, end)));
            return;
        }
        let lexed = newsmark_lexer::lex(&text[TextRange::new(from, end)]);
        tokens.extend(lexed.map(|token| Token { range: token.range + from, ..token }));
    };
    for aside in asides {
        lex(start, aside.range.start(), &mut tokens);
        tokens.push(token(Kind::Pipe, aside.range));
        start = aside.range.end();
    }
    lex(start, TextSize::of(text), &mut tokens);
    tokens
}

/// The tokens of a text without any markup, which most are.
pub(super) fn prose(text: &str) -> Option<Vec<Token>> {
    // There is a word or a mark every five bytes.
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut lexed = newsmark_lexer::lex(text);
    let mut before = Kind::Newline;
    while let Some(token) = lexed.next_visible() {
        // A bracket by itself is one that somebody put into a quotation; of a link there are two.
        let is_second_bracket = token.kind == Kind::BracketOpen && before == Kind::BracketClose;
        if is_markup(token.kind) || is_second_bracket {
            return None;
        }
        before = token.kind;
        tokens.push(token);
    }
    Some(tokens)
}

fn is_markup(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Backslash
            | Kind::CommentOpen
            | Kind::Backtick
            | Kind::BraceOpen
            | Kind::FootnoteOpen
            | Kind::LinkMiddle
            | Kind::Less
            | Kind::Asterisk
            | Kind::Underscore
            | Kind::Tilde
    )
}
