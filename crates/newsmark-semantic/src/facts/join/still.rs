//! Articles that an edit leaves as they are: of a text of many, all but one.
//!
//! What connects the facts of an article follows from its words, and from what front matter and footnotes give it. Where
//! none of that has changed the article is not joined again: all of it moves as one, and so does what was found in it.

use std::ops::Range;

use newsmark_lexer::{TextRange, TextSize};

use super::{Given, Placed, Shift};
use crate::document::Block;
use crate::facts::people::Reference;
use crate::facts::{Article, Source};
use crate::version::Kept;

/// How many articles at both ends of a text an edit leaves as they are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Still {
    /// At its start.
    pub(crate) n_before: usize,
    /// Of the others, at its end.
    pub(crate) n_behind: usize,
    /// What stood between them, or some of it.
    pub(crate) replaced: Replaced,
}

/// What an edit has replaced in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Replaced {
    words: TextRange,
    /// How far what stands behind it has moved.
    pub(crate) by: Shift,
}

impl Replaced {
    /// All that does not stand in the next text, and the whole of the blocks that are other ones there.
    pub(crate) fn between(kept: Kept, blocks: &[Block]) -> Replaced {
        let [end, new_end] = kept.ends().map(|at| TextSize::new(at as u32));
        let words = TextRange::new(TextSize::new(kept.before as u32).min(end), end);
        let words = blocks.iter().fold(words, |words, block| words.cover(block.range));
        let offset = u32::from(new_end).wrapping_sub(end.into());
        Replaced { words, by: Shift { offset, ..Shift::default() } }
    }

    /// Whether some words stood behind it.
    pub(crate) fn is_before(&self, words: TextRange) -> bool {
        self.words.end() <= words.start()
    }

    /// Whether it touched some words.
    fn touches(&self, words: TextRange) -> bool {
        self.words.start() <= words.end() && words.start() <= self.words.end()
    }
}

impl Still {
    /// Makes room for so many articles between those at both ends, and says which places these have.
    pub(super) fn make_room(&self, articles: &mut Vec<Article>, n_now: usize) -> Range<usize> {
        let Still { n_before, n_behind, .. } = *self;
        let (old_end, end) = (articles.len() - n_behind, n_now - n_behind);
        match end.checked_sub(old_end) {
            Some(n_more) => {
                let more = std::iter::repeat_with(Article::default).take(n_more);
                articles.splice(old_end..old_end, more);
            }
            None => drop(articles.drain(end..old_end)),
        }
        n_before..end
    }
}

/// What an edit leaves of what was said of the articles of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    /// The articles that say what they said before, in order.
    pub(crate) stays: Vec<Stays>,
    /// The other ones.
    pub(crate) changed: Vec<usize>,
    /// What the edit has replaced.
    pub(crate) replaced: Replaced,
}

/// An article that an edit has left as it was, but for its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stays {
    /// Where it was.
    pub(crate) was: TextRange,
    /// How far it has moved.
    pub(crate) by: Shift,
}

impl Standing {
    /// Of so many articles that nobody has looked at.
    pub(crate) fn none(n_articles: usize) -> Standing {
        Standing { changed: (0..n_articles).collect(), ..Standing::default() }
    }
}

/// Whether an article that has nothing new in it is not to be joined again: the footnotes that it speaks of are the same, and
/// none of them names a file, which may change without an edit.
pub(super) fn is_whole(article: &Article, replaced: &Replaced) -> bool {
    let is_same = |source: &Source| {
        let is_own = article.range.contains_range(source.range);
        source.file.is_none() && (is_own || !replaced.touches(source.range))
    };
    article.keeps_paragraphs()
        && article.given.targets.is_empty()
        && article.sources.iter().all(is_same)
}

impl Article {
    /// Moves all of it in the text, and what it says of places elsewhere as they move: front matter, and footnotes of other
    /// articles.
    pub(super) fn shift(&mut self, by: &Shift, replaced: &Replaced) {
        for source in &mut self.sources {
            match self.range.contains_range(source.range) {
                true => source.shift(by),
                false if replaced.is_before(source.range) => source.shift(&replaced.by),
                false => {}
            }
        }
        if *by == Shift::default() {
            return;
        }
        self.shift_facts(by);
        self.shift_bearers(by);
        by.ranges(self.paragraphs.iter_mut().map(|span| &mut span.range));
        by.range(&mut self.range);
        self.given.shift(by);
        self.headline.iter_mut().for_each(|headline| headline.shift(by));
        by.ranges(self.dateline.iter_mut().flat_map(|dateline| dateline.places()));
        self.not_reopened.iter_mut().for_each(|quote| quote.shift(by));
        self.acronyms.iter_mut().for_each(|acronym| acronym.shift(by));
        self.people.iter_mut().for_each(|person| by.ranges(&mut person.mentions));
        self.name_variants.iter_mut().for_each(|variant| by.range(&mut variant.range));
    }

    /// Moves the places of those whom facts of paragraphs are about, which may be in others.
    fn shift_bearers(&mut self, by: &Shift) {
        let ages = self.ages.iter_mut().filter_map(|age| age.person.as_mut());
        by.ranges(
            ages.chain(self.life_events.iter_mut().filter_map(|event| event.person.as_mut())),
        );
        let speakers = self.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
        by.ranges(speakers.filter_map(|speaker| match &mut speaker.reference {
            Some(Reference::Later(place)) => Some(place),
            _ => None,
        }));
    }
}

impl Given {
    /// Moves what was there before, of an article whose links lead where they say.
    fn shift(&mut self, by: &Shift) {
        let Given { times: _, names, sources, changes, targets: _, partial: _ } = self;
        let places = names.iter_mut().chain(sources).filter_map(|(_, place)| place.as_mut());
        places.for_each(|place| place.shift(by));
        changes.iter_mut().for_each(|(_, change)| change.shift(by));
    }
}
