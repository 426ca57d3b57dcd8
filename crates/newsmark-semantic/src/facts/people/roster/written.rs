//! Names and roles written out, without what an article puts into them.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

/// A role without the article that it begins with.
pub(super) fn without_article(role: TextRange, text: &str) -> TextRange {
    let mut words = &text[role];
    for article in ["the ", "a ", "an "] {
        while let Some(rest) = words.strip_prefix(article) {
            words = rest;
        }
    }
    TextRange::new(role.end() - TextSize::of(words), role.end())
}

/// The name without what stands between marks: *Marta Novotny*.
pub(super) fn without_nickname(name: &str) -> Arc<str> {
    let opens = |c: char| matches!(c, '“' | '"' | '‘' | '(');
    let closes = |c: char| matches!(c, '”' | '"' | '’' | ')');
    let is_plain =
        |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'-' | b' ');
    let is_trimmed = name.trim_ascii().len() == name.len();
    if is_trimmed
        && name.bytes().all(is_plain)
        && !name.as_bytes().windows(2).any(|two| two == b"  ")
    {
        return name.into();
    }
    let clean = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(open) =
        clean.find(" “").or(clean.find(" \"")).or(clean.find(" (")).or(clean.find(" ‘"))
    else {
        return clean.into();
    };
    let rest = clean[open + 1..].trim_start_matches(opens);
    match rest.find(closes) {
        Some(close) => {
            let after = rest[close..].trim_start_matches(closes);
            format!("{}{after}", &clean[..open]).into()
        }
        None => clean.into(),
    }
}
