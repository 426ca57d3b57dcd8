//! Switch-offs: comments that keep a rule silent, and say why.
//!
//! `<!-- ok: part-sum "rounded in the source table" -->` covers what the comment speaks of: alone on its
//! lines the next block, in running text its sentence. Without rule or reason it silences nothing.

use newsmark_lexer::{TextRange, TextSize};

use super::Comment;
use crate::document::trimmed;

/// What such a comment begins with.
const KEYWORD: &str = "ok:";

/// A comment that keeps a rule silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchOff {
    /// The whole comment.
    pub range: TextRange,
    /// The code of the rule, as written; empty if none is.
    pub rule: TextRange,
    /// Why, without the quotation marks.
    pub reason: Option<TextRange>,
    /// Words after the rule that stand in no quotation marks, and so are no reason.
    pub stray: Option<TextRange>,
    /// What it covers.
    pub covers: TextRange,
    /// What goes with it when it is taken out: its line where it has one to itself, else the blank before it.
    pub with_its_space: TextRange,
    /// How many findings it silences; known once the checks have run.
    pub n_silenced: u32,
}

/// Finds the switch-offs among the comments of a text.
pub(crate) fn collect(text: &str, comments: &[Comment]) -> Vec<SwitchOff> {
    comments.iter().filter_map(|comment| read(text, comment)).collect()
}

fn read(text: &str, comment: &Comment) -> Option<SwitchOff> {
    let rest = trimmed(text, after(comment.words, text[comment.words].strip_prefix(KEYWORD)?));
    let words = &text[rest];
    let is_end = |character: char| character.is_whitespace() || is_mark(character);
    let length = words.find(is_end).unwrap_or(words.len());
    let rule = TextRange::at(rest.start(), TextSize::of(&words[..length]));
    let rest = trimmed(text, after(rest, &words[length..]));
    let inner = text[rest].strip_prefix(is_mark).and_then(|rest| rest.strip_suffix(is_mark));
    let reason = inner.map(|inner| {
        let opening = text[rest].chars().next().map_or(TextSize::new(0), TextSize::of);
        trimmed(text, TextRange::at(rest.start() + opening, TextSize::of(inner)))
    });
    let given = |range: &TextRange| !range.is_empty();
    Some(SwitchOff {
        range: comment.range,
        rule,
        reason: reason.filter(given),
        stray: Some(rest).filter(given).filter(|_| reason.is_none()),
        covers: comment.about,
        with_its_space: with_its_space(text, comment.range),
        n_silenced: 0,
    })
    .filter(|_| comment.is_closed)
}

fn with_its_space(text: &str, range: TextRange) -> TextRange {
    let is_blank = |character: char| matches!(character, ' ' | '\t');
    let before = &text[..usize::from(range.start())];
    let line = before.trim_end_matches(is_blank);
    let rest = text[usize::from(range.end())..].trim_start_matches(is_blank);
    let end_of_line = ["\r\n", "\n", "\r"].iter().find_map(|end| rest.strip_prefix(end));
    let below = match (line.is_empty() || line.ends_with(['\n', '\r']), end_of_line) {
        (true, Some(below)) => below,
        (true, None) if rest.is_empty() => rest,
        _ => {
            let blank = TextSize::new(u32::from(before.ends_with(' ')));
            return TextRange::new(range.start() - blank, range.end());
        }
    };
    TextRange::new(TextSize::of(line), TextSize::of(text) - TextSize::of(below))
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”')
}

/// The end of a range, given by its words.
fn after(range: TextRange, words: &str) -> TextRange {
    TextRange::new(range.end() - TextSize::of(words), range.end())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    fn check(text: &str, expect: Expect) {
        let facts = crate::analyze(text, &crate::Settings::default()).facts;
        let mut dump = String::new();
        for switch in &facts.switch_offs {
            let [reason, stray] =
                [switch.reason, switch.stray].map(|range| range.map(|range| facts.words(range)));
            dump += &format!("{:?}: {reason:?}, {stray:?}\n", facts.words(switch.rule));
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn what_is_taken_out_leaves_no_gap() {
        let without = |text: &str| {
            let facts = crate::analyze(text, &crate::Settings::default()).facts;
            let gone = facts.switch_offs[0].with_its_space;
            format!("{}{}", &text[..usize::from(gone.start())], &text[usize::from(gone.end())..])
        };
        let ok = "<!-- ok: part-sum \"so\" -->";
        assert_eq!(without(&format!("One.\n\n{ok}\nTwo.\n")), "One.\n\nTwo.\n");
        assert_eq!(without(&format!("One.\r\n\r\n {ok} \r\nTwo.")), "One.\r\n\r\nTwo.");
        assert_eq!(without(&format!("One. {ok} Two.\n")), "One. Two.\n");
        assert_eq!(without(&format!("One. {ok}\n")), "One.\n");
        assert_eq!(without(&format!("One.\n\n{ok}")), "One.\n\n");
    }

    #[test]
    fn rule_and_reason_are_taken_apart() {
        check(
            "<!-- ok: part-sum \"rounded\" -->\n\n<!--ok:part-sum “so”-->\n\n<!-- ok: part-sum -->\n\n<!-- ok: part-sum so it is -->\n\n<!-- ok: -->\n\n<!-- ok: \"so\" -->\n\n<!-- ok: part-sum \"\" -->\n\n<!-- note: ok: x -->\n\n<!-- ok: part-sum \"never",
            expect![[r#"
                "part-sum": Some("rounded"), None
                "part-sum": Some("so"), None
                "part-sum": None, None
                "part-sum": None, Some("so it is")
                "": None, None
                "": Some("so"), None
                "part-sum": None, None
            "#]],
        );
    }
}
