//! What words mean, for colours: figures, names of the ledger, people, sources, keys, rules, placeholders.
//!
//! Ranges are in order and do not overlap, which is what the protocol wants. Where two meanings meet, the
//! narrower one was put there by the writer and wins: a name in a link over the figure in its words.

use newsmark_lexer::TextRange;

use crate::Analysis;
use crate::document::front_matter::Entry;
use crate::facts::figure::Role;
use crate::facts::{Article, Facts};

/// A stretch of text with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// The words.
    pub range: TextRange,
    /// What they are.
    pub kind: TokenKind,
    /// What else is to be said of them.
    pub traits: TokenTraits,
}

/// What words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// A number that says how much.
    Figure,
    /// A name in the ledger, or a place that uses it.
    Name,
    /// Somebody's name.
    Person,
    /// Who speaks, where that is no known person.
    Speaker,
    /// The verb that gives words to a speaker.
    Cue,
    /// A source, or a reference to it.
    Source,
    /// A key of the front matter.
    Key,
    /// The code of a rule.
    Rule,
    /// A note to colleagues.
    Comment,
    /// What is still to be filled in.
    Placeholder,
}

/// What else is to be said of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenTraits {
    /// It is introduced here.
    pub is_definition: bool,
    /// It stands in a quotation.
    pub is_quoted: bool,
    /// It has a source.
    pub is_cited: bool,
}

/// Everything that has a meaning, in the order of the text.
pub fn semantic_tokens(analysis: &Analysis) -> Vec<SemanticToken> {
    let facts = &analysis.facts;
    let mut tokens = Vec::new();
    front_matter(facts, &mut tokens);
    comments(facts, &mut tokens);
    let plain = TokenTraits::default();
    let defined = TokenTraits { is_definition: true, ..plain };
    for source in &facts.sources {
        push(&mut tokens, source.id, TokenKind::Source, defined);
        for &id in &source.references {
            push(&mut tokens, id, TokenKind::Source, plain);
        }
    }
    for article in &facts.articles {
        of_article(facts, article, &mut tokens);
    }
    in_order(tokens)
}

fn push(tokens: &mut Vec<SemanticToken>, range: TextRange, kind: TokenKind, traits: TokenTraits) {
    if !range.is_empty() {
        tokens.push(SemanticToken { range, kind, traits });
    }
}

fn front_matter(facts: &Facts, tokens: &mut Vec<SemanticToken>) {
    let Some(matter) = &facts.document.front_matter else { return };
    let plain = TokenTraits::default();
    let defined = TokenTraits { is_definition: true, ..plain };
    for figure in &facts.ledger.figures {
        push(tokens, figure.name, TokenKind::Name, defined);
        if let Some(source) = figure.source {
            push(tokens, source, TokenKind::Source, plain);
        }
        if let Some(words) = figure.words {
            push(tokens, words, TokenKind::Figure, plain);
        }
    }
    for &name in &facts.ledger.uses {
        push(tokens, name, TokenKind::Name, plain);
    }
    let rules = matter.entry(&facts.text, "checks").map_or(&[][..], |entry| &entry.children);
    for rule in rules {
        push(tokens, rule.key, TokenKind::Rule, plain);
    }
    keys(&matter.entries, tokens);
}

fn keys(entries: &[Entry], tokens: &mut Vec<SemanticToken>) {
    for entry in entries {
        push(tokens, entry.key, TokenKind::Key, TokenTraits::default());
        keys(&entry.children, tokens);
    }
}

fn comments(facts: &Facts, tokens: &mut Vec<SemanticToken>) {
    for switch in &facts.switch_offs {
        push(tokens, switch.rule, TokenKind::Rule, TokenTraits::default());
    }
    let mut switches = facts.switch_offs.iter().peekable();
    for comment in &facts.comments {
        // The rule inside has a colour of its own.
        if switches.next_if(|switch| switch.range == comment.range).is_none() {
            push(tokens, comment.range, TokenKind::Comment, TokenTraits::default());
        }
    }
}

fn of_article(facts: &Facts, article: &Article, tokens: &mut Vec<SemanticToken>) {
    let plain = TokenTraits::default();
    let names = article.links.iter().filter_map(|link| link.fragment(&facts.text));
    for name in names.filter(|name| facts.ledger.figure(&facts.text, facts.words(*name)).is_some())
    {
        push(tokens, name, TokenKind::Name, plain);
    }
    for reference in &article.references {
        push(tokens, reference.id, TokenKind::Source, plain);
    }
    for placeholder in &article.placeholders {
        push(tokens, placeholder.range, TokenKind::Placeholder, plain);
    }
    for figure in article.figures.iter().filter(|figure| figure.role != Role::Identifier) {
        let (is_quoted, is_cited) = (figure.in_quote, figure.source.is_some());
        let traits = TokenTraits { is_quoted, is_cited, ..plain };
        push(tokens, figure.range, TokenKind::Figure, traits);
    }
    for person in &article.people {
        for (index, &mention) in person.mentions.iter().enumerate() {
            let traits = TokenTraits { is_definition: index == 0, ..plain };
            push(tokens, mention, TokenKind::Person, traits);
        }
    }
    for quote in &article.quotes {
        if let Some(cue) = quote.cue {
            push(tokens, cue, TokenKind::Cue, plain);
        }
        if let Some(mention) = quote.speaker.as_ref().and_then(|speaker| speaker.mention) {
            push(tokens, mention, TokenKind::Speaker, plain);
        }
    }
}

/// Sorted, and of those that overlap the first one put there: kinds come in the order of their weight,
/// except that a speaker gives way to the person in it.
fn in_order(mut tokens: Vec<SemanticToken>) -> Vec<SemanticToken> {
    tokens.sort_by_key(|token| (token.range.start(), weight(token.kind), token.range.end()));
    let mut kept: Vec<SemanticToken> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match kept.last_mut() {
            Some(last) if last.range.end() > token.range.start() => {
                // The later of two that overlap is the narrower one, if it weighs more.
                if weight(token.kind) < weight(last.kind) {
                    let before = TextRange::new(last.range.start(), token.range.start());
                    match before.is_empty() {
                        true => *last = token,
                        false => {
                            last.range = before;
                            kept.push(token);
                        }
                    }
                }
            }
            _ => kept.push(token),
        }
    }
    kept
}

fn weight(kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Name | TokenKind::Rule => 0,
        TokenKind::Source => 1,
        TokenKind::Person | TokenKind::Placeholder => 2,
        TokenKind::Figure => 3,
        TokenKind::Key => 4,
        TokenKind::Cue => 5,
        TokenKind::Speaker => 6,
        TokenKind::Comment => 7,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::{Settings, analyze};

    fn check(text: &str, expected: Expect) {
        let analysis = analyze(text, &Settings::default());
        let tokens = semantic_tokens(&analysis);
        for pair in tokens.windows(2) {
            assert!(pair[0].range.end() <= pair[1].range.start(), "{pair:?}");
        }
        let mut dump = String::new();
        for token in tokens {
            dump += &format!("{:?} {:?}", token.kind, &text[token.range]);
            let TokenTraits { is_definition, is_quoted, is_cited } = token.traits;
            for (is, word) in
                [(is_definition, "definition"), (is_quoted, "quoted"), (is_cited, "cited")]
            {
                if is {
                    dump += &format!(" {word}");
                }
            }
            dump.push('\n');
        }
        expected.assert_eq(&dump);
    }

    #[test]
    fn words_have_meanings() {
        check(
            "---\nslug: ferry\nfigures:\n  riders: 1.24 million riders; 2024; port\n  rest: = riders - 2\nchecks:\n  part-sum: off\n---\n\n# Ferry\n\nThe ferry carried [1.24 million](#riders) people on flight 5G.[^port] \"We lost 30 ships,\" said Olga Brandt. \"It sank,\" said the harbour master. Brandt had TKTK boats. <!-- note: ask -->\n\n<!-- ok: part-sum \"rounded\" -->\n[^port]: Harbour log, 2024\n",
            expect![[r#"
                Key "slug"
                Key "figures"
                Name "riders" definition
                Figure "1.24 million"
                Source "port"
                Name "rest" definition
                Name "riders"
                Key "checks"
                Rule "part-sum"
                Figure "1.24 million" cited
                Name "riders"
                Source "port"
                Figure "30" quoted cited
                Cue "said"
                Person "Olga Brandt" definition
                Cue "said"
                Speaker "the harbour master"
                Person "Brandt"
                Placeholder "TKTK"
                Comment "<!-- note: ask -->"
                Rule "part-sum"
                Source "port" definition
            "#]],
        );
    }

    #[test]
    fn a_text_without_meaning_has_no_colours() {
        check("", expect![[""]]);
        check("# Ferry\n\nIt sank.\n", expect![[""]]);
    }
}
