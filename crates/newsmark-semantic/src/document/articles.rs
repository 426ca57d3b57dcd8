//! Articles: which blocks make one, and which of them is its headline.
//!
//! A marked headline decides: front matter, or `# `. Without one, the headline is the first line if it
//! looks like one, else the last: a dump of wire copy puts it under the story. A line looks like a
//! headline if it is short, ends without a stop and is no credit, byline or date. Where that leaves a
//! doubt there is none: a sentence taken for a headline is compared with the body and raises alarms.

use std::ops::Range;

use newsmark_lexer::{Class, Kind, TextRange, Token, WordId, lex};

use super::{ArticleSpan, Block, BlockKind, Layout, blocks, dateline, lines};

/// Sorts blocks into articles, and marks headlines and decks.
pub(super) fn read(text: &str, layout: Layout, blocks: &mut [Block]) -> Vec<ArticleSpan> {
    let is_marked = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    let starts =
        if is_marked { starts_of_marked(blocks) } else { starts_of_plain(text, layout, blocks) };
    mark_decks(text, blocks);
    let mut articles = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(blocks.len());
        articles.push(article(blocks, start..end));
    }
    articles
}

/// The article that some blocks make.
pub(super) fn article(blocks: &[Block], range: Range<usize>) -> ArticleSpan {
    let own = &blocks[range.clone()];
    let lines = match (own.first(), own.last()) {
        (Some(first), Some(last)) => first.range.cover(last.range),
        _ => TextRange::default(),
    };
    let headline = own.iter().find(|block| block.kind == BlockKind::Headline);
    ArticleSpan { blocks: range, range: lines, headline: headline.map(|block| block.content) }
}

/// Where articles begin that have marked headlines. What stands before the first headline belongs to
/// it, and a `# ` right under front matter with a headline repeats that.
fn starts_of_marked(blocks: &[Block]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut has_headline = false;
    let mut has_body = false;
    for (index, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Headline {
            if has_headline && has_body {
                starts.push(index);
                has_body = false;
            }
            has_headline = true;
        } else if has_headline {
            has_body |= block.kind.is_read() && block.kind != BlockKind::Deck;
        }
    }
    starts
}

/// Where articles begin whose headlines are plain lines, which become headlines here. Each piece of
/// text up to an end mark may have one; a piece without one belongs to the article before it.
fn starts_of_plain(text: &str, layout: Layout, blocks: &mut [Block]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut start = 0;
    while start < blocks.len() {
        let is_final = |block: &Block| block.kind == BlockKind::EndMark && is_final(text, block);
        let rest = &blocks[start..];
        let end = start + rest.iter().position(is_final).unwrap_or(rest.len());
        let own = starts_of_piece(text, layout, &mut blocks[start..end]);
        if let Some((_, others)) = own.split_first() {
            if start > 0 {
                starts.push(start);
            }
            starts.extend(others.iter().map(|other| start + other));
        }
        let rest = &blocks[end..];
        let is_mark = |block: &Block| block.kind == BlockKind::EndMark;
        start = end + rest.iter().position(|block| !is_mark(block)).unwrap_or(rest.len());
    }
    starts
}

fn is_final(text: &str, block: &Block) -> bool {
    lines::is_final(&text[block.content])
}

/// Where the articles of one piece of text begin; empty if it has no headline.
fn starts_of_piece(text: &str, layout: Layout, blocks: &mut [Block]) -> Vec<usize> {
    if let Some(first) = first_line(text, blocks) {
        blocks[first].kind = BlockKind::Headline;
        return vec![0];
    }
    let Some(last) = last_line(text, layout, blocks) else { return Vec::new() };
    let mut starts = vec![0];
    let mut n_whole = 0;
    for index in 0..last {
        if n_whole >= 2 && closes_article(text, layout, &blocks[index..]) {
            blocks[index].kind = BlockKind::Headline;
            starts.push(index + 1);
            n_whole = 0;
        }
        n_whole += usize::from(is_whole(text, &blocks[index]));
    }
    blocks[last].kind = BlockKind::Headline;
    starts
}

/// The first line, if it can be a headline and a longer paragraph follows soon.
fn first_line(text: &str, blocks: &[Block]) -> Option<usize> {
    let is_body = |block: &Block| block.kind.is_read() && block.kind != BlockKind::Deck;
    let first = blocks.iter().position(is_body)?;
    let line = plain_line(text, &blocks[first])?;
    let candidate = Candidate::read(line)?;
    // A byline, a date and a deck may stand between headline and body.
    let following = blocks[first + 1..].iter().filter(|block| block.kind.is_read()).take(4);
    let mut following = following.take_while(|block| block.kind == BlockKind::Paragraph);
    let has_body = following.any(|block| {
        let body = &text[block.content];
        body.len() > line.len() && (blocks::ends_sentence(body) || body.len() > MOST)
    });
    (candidate.n_words >= 2 && has_body).then_some(first)
}

/// The last line, if it can be a headline and whole paragraphs stand before it.
fn last_line(text: &str, layout: Layout, blocks: &[Block]) -> Option<usize> {
    let last = blocks.iter().rposition(|block| block.kind != BlockKind::EndMark)?;
    let candidate = Candidate::read(plain_line(text, &blocks[last])?)?;
    let least = match layout {
        Layout::LineByLine => 4,
        Layout::BlankLines => 5,
    };
    let n_whole = blocks[..last].iter().filter(|block| is_whole(text, block)).take(2).count();
    let fits = candidate.n_words >= least || candidate.has_source;
    (fits && !candidate.is_speech && n_whole == 2).then_some(last)
}

/// Whether the first of these blocks, which stands after whole paragraphs, closes an article: a line
/// that could close the text, and behind it another story begins.
fn closes_article(text: &str, layout: Layout, blocks: &[Block]) -> bool {
    let Some((line, rest)) = blocks.split_first() else { return false };
    let Some(candidate) = plain_line(text, line).and_then(Candidate::read) else { return false };
    if candidate.is_speech {
        return false;
    }
    let next = rest.iter().find(|block| block.kind == BlockKind::Paragraph);
    let has_dateline = next.is_some_and(|block| dateline::read(&text[block.content]).is_some());
    // A subhead looks alike, but is shorter.
    let is_long = layout == Layout::LineByLine && candidate.n_words >= 5;
    has_dateline || candidate.has_source || is_long
}

/// Whether a block is a paragraph that ends with a sentence.
fn is_whole(text: &str, block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && blocks::ends_sentence(&text[block.content])
}

/// The words of a paragraph of one line, if they are short enough for a headline.
fn plain_line<'t>(text: &'t str, block: &Block) -> Option<&'t str> {
    let words = &text[block.content];
    (block.kind == BlockKind::Paragraph && is_short(words) && !words.contains(['\n', '\r']))
        .then_some(words)
}

/// The most characters of a plain headline.
const MOST: usize = 120;

/// Whether a line is short enough for a headline and ends without a stop.
pub(super) fn is_short(line: &str) -> bool {
    if line.len() > 4 * MOST || line.chars().count() > MOST {
        return false;
    }
    let end = blocks::end_of_words(line);
    // `U.S.` ends with a stop that is its own.
    let is_abbreviation = end.len() > 3 && end.ends_with('.') && {
        let bytes = end.as_bytes();
        bytes[bytes.len() - 3] == b'.' && bytes[bytes.len() - 2].is_ascii_uppercase()
    };
    is_abbreviation || !end.ends_with(['.', '…', '。', ',', ';', ':', '，', '；', '：', '、'])
}

/// A line that can be a headline.
struct Candidate {
    n_words: usize,
    /// Whether it ends with `: report` or the like.
    has_source: bool,
    /// Whether it is a question, an exclamation or words in quotation marks, which may as well be a
    /// paragraph of the story.
    is_speech: bool,
}

impl Candidate {
    fn read(line: &str) -> Option<Candidate> {
        if line.starts_with(['(', '[', '@', '©', '|', '—', '–', '/', '•']) {
            return None;
        }
        let tokens: Vec<Token> = lex(line).filter(|t| !t.kind.is_blank()).collect();
        let has = |kind| tokens.iter().any(|token| token.kind == kind);
        if has(Kind::Address) || has(Kind::At) || has(Kind::Pipe) || line.contains('©') {
            return None;
        }
        let first = tokens.first()?;
        let second = tokens.get(1).map_or(WordId::UNKNOWN, |token| token.word);
        let is_credit = |i| if i == 1 { second } else { word_at(&tokens, i) };
        if first.word.phrase(Class::Credit, is_credit).is_some()
            || is_byline(line, &tokens)
            || is_date(&tokens)
            || line.starts_with(char::is_lowercase)
            || is_unfinished(line)
        {
            return None;
        }
        let is_word = |token: &&Token| token.kind == Kind::Word || token.kind.is_number();
        // Scripts without blanks have one token for many words.
        let wide = line.chars().filter(|&character| character >= '\u{2E80}').count();
        let n_words = tokens.iter().filter(is_word).count().max(wide / 2);
        Some(Candidate {
            n_words,
            has_source: source_at(line, &tokens).is_some(),
            is_speech: (blocks::ends_sentence(line) && !line.ends_with('.')) || is_quoted(line),
        })
    }
}

/// Whether a comment or a link is opened in a line and not closed: somebody is typing there.
fn is_unfinished(line: &str) -> bool {
    let ends = [("<!--", "-->"), ("](", ")"), ("[^", "]")];
    ends.iter()
        .any(|(open, close)| line.rsplit_once(open).is_some_and(|(_, rest)| !rest.contains(close)))
}

fn is_quoted(line: &str) -> bool {
    line.starts_with(['"', '“', '‘', '\'', '«', '„'])
        && line.ends_with(['"', '”', '’', '\'', '»', '“'])
}

fn word_at(tokens: &[Token], index: usize) -> WordId {
    tokens.get(index).map_or(WordId::UNKNOWN, |token| token.word)
}

/// `By Jane Smith`: after the first word, names only.
fn is_byline(line: &str, tokens: &[Token]) -> bool {
    let Some((first, rest)) = tokens.split_first() else { return false };
    let is_name = |token: &Token| match token.kind {
        Kind::Word => {
            line[token.range].starts_with(char::is_uppercase)
                || token.word.is(Class::Conjunction)
                || token.word.is_any(&[Class::NameParticle, Class::Preposition])
        }
        kind => !kind.is_number(),
    };
    line[first.range].eq_ignore_ascii_case("by") && rest.len() <= 16 && rest.iter().all(is_name)
}

/// Whether a line is a byline or a date, as they stand under a headline.
pub(super) fn is_credit(line: &str) -> bool {
    if line.len() > MOST || line.starts_with(char::is_lowercase) || line.ends_with('.') {
        return false;
    }
    let tokens: Vec<Token> = lex(line).filter(|t| !t.kind.is_blank()).collect();
    let names_a_day = tokens.iter().any(|token| token.word.is(Class::Month));
    is_byline(line, &tokens) || names_a_day && is_date(&tokens)
}

/// `Friday, March 14, 2025`: no word that is not a day or a month.
fn is_date(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token.kind {
        Kind::Word => token.word.is_any(&[Class::Weekday, Class::Month]),
        Kind::Abbreviation => true,
        kind => !kind.is_number() || kind == Kind::Integer,
    })
}

/// The words after the last colon, if they name whose word the headline is: `report`, `health officials`.
/// At most four words, of which the last are in the vocabulary.
pub(crate) fn source_at(line: &str, tokens: &[Token]) -> Option<TextRange> {
    let colon = tokens.iter().rposition(|token| token.kind == Kind::Colon)?;
    let words = &tokens[colon + 1..];
    let (first, last) = (words.first()?, words.last()?);
    if words.len() > 4 || line[..usize::from(tokens[colon].range.start())].trim().is_empty() {
        return None;
    }
    let closes = |start: usize| {
        let following = |i: usize| word_at(words, start + i);
        let phrase = words[start].word.phrase(Class::HeadlineSource, following);
        phrase.is_some_and(|(length, _)| start + length == words.len())
    };
    (0..words.len()).any(closes).then(|| first.range.cover(last.range))
}

/// An italic paragraph right under a headline is its deck.
fn mark_decks(text: &str, blocks: &mut [Block]) {
    let mut after_headline = false;
    for block in blocks {
        if after_headline
            && block.kind == BlockKind::Paragraph
            && let Some(content) = italic(text, block.content)
        {
            block.kind = BlockKind::Deck;
            block.content = content;
        }
        after_headline = block.kind == BlockKind::Headline;
    }
}

/// The inside of a paragraph that is in italics from end to end.
fn italic(text: &str, content: TextRange) -> Option<TextRange> {
    let words = &text[content];
    let mark = words.chars().next().filter(|mark| matches!(mark, '*' | '_'))?;
    let inner = words.strip_prefix(mark)?.strip_suffix(mark)?;
    let is_whole = !inner.is_empty() && !inner.contains(mark) && inner.trim().len() == inner.len();
    let mark = newsmark_lexer::TextSize::of(mark);
    is_whole.then(|| TextRange::new(content.start() + mark, content.end() - mark))
}
