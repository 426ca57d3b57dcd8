//! The inline pass: takes out of a paragraph what says nothing in a sentence.
//!
//! A construct whose end is missing is plain text, except a comment, which hides the rest of its
//! paragraph. Each token is looked at a fixed number of times: before anything is searched for, it is
//! known whether it is there, and what a search has gone over is not gone over again.

use newsmark_lexer::{Case, Kind, TextRange, TextSize, Token, WordId};
use rustc_hash::FxHashMap;

use super::Aside;
use super::words::{Mark, MarkKind};
use crate::document::BlockKind;

/// The tokens of a paragraph that say something, and what was taken out; one token for each stretch that is set aside.
pub(super) fn read(text: &str, kind: BlockKind, asides: &[Aside]) -> (Vec<Token>, Vec<Mark>) {
    let has_line_marks =
        matches!(kind, BlockKind::BlockQuote | BlockKind::Note(_) | BlockKind::Table);
    if !has_line_marks && let Some(tokens) = prose(text) {
        return (tokens, Vec::new());
    }
    let tokens = tokens(text, asides);
    let closers = Closers::find(text, &tokens);
    let mut pass = Pass {
        text,
        kind,
        tokens: &tokens,
        closers,
        out: Vec::with_capacity(tokens.len()),
        marks: Vec::new(),
        brackets: Vec::new(),
        emphasis: Default::default(),
        next_blank: 0,
        is_line_start: true,
    };
    let mut index = 0;
    while index < tokens.len() {
        index = pass.next(index);
    }
    let Pass { out, mut marks, .. } = pass;
    marks.sort_by_key(|mark| mark.range.start());
    (out.into_iter().filter(|word| word.is_kept).map(|word| word.token).collect(), marks)
}

/// All tokens of a text, with a bar for each stretch that is set aside.
fn tokens(text: &str, asides: &[Aside]) -> Vec<Token> {
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
fn prose(text: &str) -> Option<Vec<Token>> {
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

struct Pass<'t> {
    text: &'t str,
    kind: BlockKind,
    tokens: &'t [Token],
    closers: Closers,
    out: Vec<Out>,
    marks: Vec<Mark>,
    /// Open square brackets.
    brackets: Vec<Bracket>,
    /// Marks of emphasis that wait for their partners, by kind: where they stand in `out`, how long.
    emphasis: [Vec<(usize, u32)>; 3],
    /// A blank at or after the place last asked for; moves forward only.
    next_blank: usize,
    /// Whether only blanks and `>` stand before on this line.
    is_line_start: bool,
}

struct Out {
    token: Token,
    is_kept: bool,
}

struct Bracket {
    /// Its place in `out`.
    out: usize,
    start: TextSize,
    is_image: bool,
}

/// Whether and where constructs can close.
struct Closers {
    last_comment: Option<usize>,
    /// The last closing brace of each of the five kinds of CriticMarkup.
    last_brace: [Option<usize>; 5],
    /// The last run of backticks of each length.
    last_backticks: FxHashMap<TextSize, usize>,
    /// For each parenthesis that a link's middle opens, the one that closes it.
    parentheses: FxHashMap<usize, usize>,
}

impl Closers {
    fn find(text: &str, tokens: &[Token]) -> Closers {
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

fn critic_opener(mark: &str) -> Option<usize> {
    ["{++", "{--", "{~~", "{>>", "{=="].iter().position(|&opener| opener == mark)
}

fn critic_closer(mark: &str) -> Option<usize> {
    ["++}", "--}", "~~}", "<<}", "==}"].iter().position(|&closer| closer == mark)
}

impl Pass<'_> {
    /// Reads what begins at a token; gives the token after it.
    fn next(&mut self, index: usize) -> usize {
        let token = self.tokens[index];
        if token.kind.is_blank() {
            self.is_line_start |= token.kind == Kind::Newline;
            return index + 1;
        }
        if self.is_line_start
            && let Some(next) = self.line_start(index)
        {
            return next;
        }
        self.is_line_start = false;
        let next = match token.kind {
            Kind::Backslash => self.escape(index),
            Kind::CommentOpen => Some(self.comment(index)),
            Kind::Backtick => self.code(index),
            Kind::BraceOpen => self.critic(index),
            Kind::FootnoteOpen => self.footnote(index),
            Kind::BracketOpen => self.open_bracket(index),
            Kind::BracketClose => self.close_bracket(index),
            Kind::LinkMiddle => Some(self.link(index)),
            Kind::Less => self.tag(index),
            Kind::Asterisk | Kind::Underscore | Kind::Tilde => self.emphasis(index),
            _ => None,
        };
        next.unwrap_or_else(|| {
            self.keep(token);
            index + 1
        })
    }

    fn keep(&mut self, token: Token) {
        self.out.push(Out { token, is_kept: true });
    }

    fn kind(&self, index: usize) -> Option<Kind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    fn is_blank(&self, index: usize) -> bool {
        self.kind(index).is_none_or(Kind::is_blank)
    }

    /// The first token of a kind from `index` on; asked only where there is one.
    fn find(&self, index: usize, fits: impl Fn(&Token) -> bool) -> Option<usize> {
        self.tokens[index..].iter().position(fits).map(|offset| index + offset)
    }

    /// Takes out everything from one token to another.
    fn mark(&mut self, kind: MarkKind, first: usize, last: usize) -> usize {
        let (first, last) = (self.tokens[first].range, self.tokens[last].range);
        let words = TextRange::new(first.end(), last.start().max(first.end()));
        let target = TextRange::empty(words.end());
        self.marks.push(Mark { kind, range: first.cover(last), words, target });
        self.tokens.partition_point(|token| token.range.start() < last.end())
    }

    /// `>` in block quotes; the second line of a table.
    fn line_start(&mut self, index: usize) -> Option<usize> {
        match self.kind {
            BlockKind::BlockQuote | BlockKind::Note(_)
                if self.kind(index) == Some(Kind::Greater) =>
            {
                Some(index + 1)
            }
            BlockKind::Table => {
                let is_rule = |token: &Token| {
                    matches!(token.kind, Kind::Pipe | Kind::Hyphen | Kind::TypedDash | Kind::Colon)
                };
                let rest = &self.tokens[index..];
                let ends = |token: &Token| !is_rule(token) && token.kind != Kind::Space;
                let length = rest.iter().position(ends).unwrap_or(rest.len());
                let is_whole = rest.get(length).is_none_or(|token| token.kind == Kind::Newline);
                let has_dash = |token: &Token| !matches!(token.kind, Kind::Pipe | Kind::Space);
                let is_delimiter = is_whole && rest[..length].iter().any(has_dash);
                is_delimiter.then_some(index + length)
            }
            _ => None,
        }
    }

    /// `\*`: the mark stays as a character, the backslash goes. At the end of a line it breaks it.
    fn escape(&mut self, index: usize) -> Option<usize> {
        let next = *self.tokens.get(index + 1)?;
        match next.kind {
            Kind::Newline => Some(index + 1),
            Kind::Word | Kind::Abbreviation | Kind::Address | Kind::Other => None,
            kind if kind.is_blank() || kind.is_number() => None,
            _ => {
                self.keep(next);
                Some(index + 2)
            }
        }
    }

    fn comment(&mut self, index: usize) -> usize {
        let is_closed = self.closers.last_comment.is_some_and(|last| last > index);
        match self.find(index, |token| is_closed && token.kind == Kind::CommentClose) {
            Some(close) => self.mark(MarkKind::Comment, index, close),
            None => {
                let start = self.tokens[index].range;
                let range = TextRange::new(start.start(), TextSize::of(self.text));
                let words = TextRange::new(start.end(), range.end());
                let target = TextRange::empty(range.end());
                self.marks.push(Mark { kind: MarkKind::Comment, range, words, target });
                self.tokens.len()
            }
        }
    }

    fn code(&mut self, index: usize) -> Option<usize> {
        let length = self.tokens[index].range.len();
        self.closers.last_backticks.get(&length).filter(|&&last| last > index)?;
        let closes = |token: &Token| token.kind == Kind::Backtick && token.range.len() == length;
        let close = self.find(index + 1, closes)?;
        Some(self.mark(MarkKind::Code, index, close))
    }

    fn critic(&mut self, index: usize) -> Option<usize> {
        let kind = critic_opener(&self.text[self.tokens[index].range])?;
        self.closers.last_brace[kind].filter(|&last| last > index)?;
        let closes = |token: &Token| {
            token.kind == Kind::BraceClose && critic_closer(&self.text[token.range]) == Some(kind)
        };
        let close = self.find(index + 1, closes)?;
        Some(self.mark(MarkKind::CriticMarkup, index, close))
    }

    /// `[^id]`. The search ends at the next bracket or blank.
    fn footnote(&mut self, index: usize) -> Option<usize> {
        let close = self.simple_id(index + 1)?;
        Some(self.mark(MarkKind::FootnoteReference, index, close))
    }

    /// The bracket that closes an id without blanks and brackets.
    fn simple_id(&self, start: usize) -> Option<usize> {
        let ends = |token: &Token| {
            token.kind.is_blank()
                || matches!(
                    token.kind,
                    Kind::BracketOpen | Kind::FootnoteOpen | Kind::BracketClose | Kind::LinkMiddle
                )
        };
        let end = self.find(start, ends)?;
        (end > start && self.kind(end) == Some(Kind::BracketClose)).then_some(end)
    }

    fn open_bracket(&mut self, index: usize) -> Option<usize> {
        let is_image = index > 0
            && self.kind(index - 1) == Some(Kind::Exclamation)
            && self.out.last().is_some_and(|out| out.token == self.tokens[index - 1]);
        let start = self.tokens[index].range.start();
        self.brackets.push(Bracket { out: self.out.len(), start, is_image });
        None
    }

    /// The end of words in brackets, or `][id]`, which makes them a link.
    fn close_bracket(&mut self, index: usize) -> Option<usize> {
        let bracket = self.brackets.pop()?;
        if self.kind(index + 1) != Some(Kind::BracketOpen) {
            return None;
        }
        let close = self.simple_id(index + 2)?;
        let target = self.tokens[index + 2].range.cover(self.tokens[close - 1].range);
        self.finish_link(&bracket, index, target, close);
        Some(close + 1)
    }

    /// `](target)`, or a bracket and a parenthesis.
    fn link(&mut self, index: usize) -> usize {
        if let Some(bracket) = self.brackets.pop()
            && let Some((target, close)) = self.target(index)
        {
            self.finish_link(&bracket, index, target, close);
            return close + 1;
        }
        let range = self.tokens[index].range;
        let middle = range.start() + TextSize::of(']');
        let bracket = TextRange::new(range.start(), middle);
        let parenthesis = TextRange::new(middle, range.end());
        for (kind, range) in [(Kind::BracketClose, bracket), (Kind::ParenOpen, parenthesis)] {
            self.keep(Token { kind, word: WordId::UNKNOWN, case: Case::Small, range });
        }
        index + 1
    }

    /// The target that begins after a link's middle, and the parenthesis that ends it. After a blank
    /// only a title in quotation marks may follow.
    fn target(&mut self, middle: usize) -> Option<(TextRange, usize)> {
        let close = *self.closers.parentheses.get(&middle)?;
        self.next_blank = self.next_blank.max(middle);
        while self.next_blank < self.tokens.len() && !self.is_blank(self.next_blank) {
            self.next_blank += 1;
        }
        let start = self.tokens[middle].range.end();
        if self.next_blank > close {
            return Some((TextRange::new(start, self.tokens[close].range.start()), close));
        }
        let is_mark = |kind| matches!(kind, Some(Kind::StraightDouble | Kind::StraightSingle));
        let title = self.kind(self.next_blank + 1);
        let has_title =
            is_mark(title) && self.next_blank + 2 < close && self.kind(close - 1) == title;
        let end = self.tokens[self.next_blank].range.start();
        has_title.then(|| (TextRange::new(start, end.max(start)), close))
    }

    /// Takes out the marks of a link and leaves its words; of an image it leaves nothing.
    fn finish_link(&mut self, bracket: &Bracket, middle: usize, target: TextRange, close: usize) {
        let range = TextRange::new(bracket.start, self.tokens[close].range.end());
        if bracket.is_image {
            self.out.truncate(bracket.out - 1);
            for waiting in &mut self.emphasis {
                while waiting.last().is_some_and(|&(out, _)| out >= self.out.len()) {
                    waiting.pop();
                }
            }
            return;
        }
        self.out[bracket.out].is_kept = false;
        let words_start = bracket.start + TextSize::of('[');
        let words = TextRange::new(words_start, self.tokens[middle].range.start());
        self.marks.push(Mark { kind: MarkKind::Link, range, words, target });
    }

    /// `<b>`, `</b>`, `<a href="...">`, `<https://example.org>`. The search ends at the next `<`.
    fn tag(&mut self, index: usize) -> Option<usize> {
        if self.kind(index + 1) == Some(Kind::Address) {
            let is_closed = self.kind(index + 2) == Some(Kind::Greater);
            return is_closed.then(|| {
                self.keep(self.tokens[index + 1]);
                index + 3
            });
        }
        let slash = usize::from(self.kind(index + 1) == Some(Kind::Slash));
        let name = self.tokens.get(index + 1 + slash)?;
        let is_name = name.kind == Kind::Word && self.text[name.range].is_ascii();
        let ends = |token: &Token| matches!(token.kind, Kind::Less | Kind::Greater);
        let end = self.find(index + 1, ends)?;
        let rest = &self.tokens[(index + 2 + slash).min(end)..end];
        let is_short = rest.iter().all(|token| matches!(token.kind, Kind::Space | Kind::Slash));
        let has_attribute = slash == 0
            && rest.first().is_some_and(|token| token.kind.is_blank())
            && rest.iter().any(|token| token.kind == Kind::Equals);
        let is_tag = is_name && self.kind(end) == Some(Kind::Greater);
        (is_tag && (is_short || has_attribute)).then_some(end + 1)
    }

    /// Marks of emphasis, in pairs of one kind: the inner pair closes first.
    fn emphasis(&mut self, index: usize) -> Option<usize> {
        let token = self.tokens[index];
        let length = u32::from(token.range.len());
        let (before, after) =
            (index.checked_sub(1).and_then(|before| self.kind(before)), self.kind(index + 1));
        let is_blank = |kind: Option<Kind>| kind.is_none_or(Kind::is_blank);
        let is_word =
            |kind: Option<Kind>| kind.is_some_and(|kind| kind == Kind::Word || kind.is_number());
        let is_number = |kind: Option<Kind>| kind.is_some_and(Kind::is_number);
        let (waiting, inside_word) = match token.kind {
            Kind::Asterisk => (0, is_number(before) && is_number(after)),
            Kind::Underscore => (1, is_word(before) && is_word(after)),
            _ => (2, length != 2),
        };
        if inside_word {
            return None;
        }
        let mut rest = length;
        while !is_blank(before)
            && let Some(&(out, own)) = self.emphasis[waiting].last()
            && own <= rest
        {
            self.emphasis[waiting].pop();
            self.out[out].is_kept = false;
            rest -= own;
        }
        if rest < length {
            return Some(index + 1);
        }
        if !is_blank(after) {
            self.emphasis[waiting].push((self.out.len(), length));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expect: Expect) {
        check_in(text, BlockKind::Paragraph, expect);
    }

    /// The words with a bar between tokens, then the marks.
    fn check_in(text: &str, kind: BlockKind, expect: Expect) {
        let (tokens, marks) = read(text, kind, &[]);
        let words: Vec<&str> = tokens.iter().map(|token| &text[token.range]).collect();
        let mut dump = words.join("|");
        for mark in marks {
            let (words, target) = (&text[mark.words], &text[mark.target]);
            dump += &format!("\n{:?} {:?}: {words:?} {target:?}", mark.kind, mark.range);
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn links_keep_their_words() {
        check(
            "carried [1.24 million](#riders) people",
            expect![[r##"
            carried|1.24|million|people
            Link 8..31: "1.24 million" "#riders""##]],
        );
        check(
            "see [the *annual* report](https://example.org/a_(b) \"Title\").",
            expect![[r#"
            see|the|annual|report|.
            Link 4..60: "the *annual* report" "https://example.org/a_(b)""#]],
        );
        check(
            "carried [1.24 million][riders] people",
            expect![[r#"
            carried|1.24|million|people
            Link 8..30: "1.24 million" "riders""#]],
        );
    }

    #[test]
    fn brackets_that_are_no_links_stay() {
        check(
            "\"It [the port] were [sic] (closed)\"",
            expect![[r#""|It|[|the|port|]|were|[|sic|]|(|closed|)|""#]],
        );
        check(
            "he [sic](never mind the gap) left",
            expect!["he|[|sic|]|(|never|mind|the|gap|)|left"],
        );
        check("[open and ](shut", expect!["[|open|and|]|(|shut"]);
    }

    #[test]
    fn what_is_opaque_is_taken_out() {
        check(
            "the port said.[^port] More <!-- note: 5 --> text `1,000` {--400--} end",
            expect![[r#"
                the|port|said|.|More|text|end
                FootnoteReference 14..21: "port" ""
                Comment 27..43: " note: 5 " ""
                Code 49..56: "1,000" ""
                CriticMarkup 57..66: "400" """#]],
        );
        check(
            "![a map of 3 ports](map.png) A <b>bold</b> <a href=\"x\">word</a> <br/>",
            expect!["A|bold|word"],
        );
        check(
            "<https://example.org> fewer <5 and x < y > z",
            expect!["https://example.org|fewer|<|5|and|x|<|y|>|z"],
        );
    }

    #[test]
    fn marks_of_emphasis_go_in_pairs() {
        check(
            "**5** *percent* of __it__ and ***all***, ~~not~~ _so_",
            expect!["5|percent|of|it|and|all|,|not|so"],
        );
        check(
            "5*4*3 snake_case_word **open and * alone ~100",
            expect!["5|*|4|*|3|snake|_|case|_|word|**|open|and|*|alone|~|100"],
        );
    }

    #[test]
    fn a_backslash_makes_a_mark_a_character() {
        check(
            r"1986\. \*not\* C:\dir \[no](#link) end\",
            expect![[r#"1986|.|*|not|*|C|:|\|dir|[|no|]|(|#|link|)|end|\"#]],
        );
    }

    #[test]
    fn an_unclosed_construct_is_text_but_a_comment_hides_the_rest() {
        check("a `b {++c [^d ![e <f", expect!["a|`|b|{++|c|[^|d|!|[|e|<|f"]);
        check(
            "a <!-- b",
            expect![[r#"
            a
            Comment 2..8: " b" """#]],
        );
    }

    #[test]
    fn marks_at_line_starts_of_quotes_and_tables_are_taken_out() {
        check_in(
            "one > 0\n> > two\n>\n> — Ann",
            BlockKind::BlockQuote,
            expect!["one|>|0|two|—|Ann"],
        );
        check_in(
            "| a | b |\n|---|--:|\n| 1 | - |",
            BlockKind::Table,
            expect!["||a|||b|||||1|||-||"],
        );
    }
}
