//! Which quotations of an article are alike, whoever says them.
//!
//! Two are compared where they have two runs of words in common that stand in few quotations. An edit changes the runs
//! of the quotations that it touches and no others, and hardly ever one that tells two quotations apart: then all stays
//! as it was. Else only those quotations are compared again that such a run stands in.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::likeness::{Likeness, Quoted};
use super::{MOST_COMPARED, Quote, QuoteId, Runs};
use crate::document::BlockKind;
use crate::facts::Article;
use crate::facts::join::{Edit, Reread};

/// Where quotations of more runs are read again, all are compared anew.
const MOST_AGAIN: usize = 4096;

/// Two quotations with the same words, or nearly so, whoever says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alike {
    pub(super) earlier: QuoteId,
    pub(super) later: QuoteId,
    pub(super) likeness: Likeness,
}

/// The quotations of an article that were read again at an edit, as they were or as they are.
pub(crate) struct Again {
    quotes: Range<u32>,
    /// Those of them that can be compared.
    own: Vec<(u32, Runs)>,
}

impl Again {
    pub(crate) fn of(article: &Article, quotes: Range<u32>) -> Again {
        let own = quoted(article, quotes.clone()).map(|(id, runs)| (id, Runs::clone(runs)));
        Again { own: own.collect(), quotes }
    }

    /// Those that can be compared.
    fn own(&self) -> impl Iterator<Item = (u32, &Runs)> {
        self.own.iter().map(|(id, runs)| (*id, runs))
    }

    /// All others of their article.
    fn others<'a>(&self, article: &'a Article) -> impl Iterator<Item = (u32, &'a Runs)> {
        let behind = self.quotes.end..article.quotes.len() as u32;
        quoted(article, 0..self.quotes.start).chain(quoted(article, behind))
    }
}

/// Those of some quotations that can be compared: the number of each, and its runs.
fn quoted(article: &Article, ids: Range<u32>) -> impl Iterator<Item = (u32, &Runs)> {
    let places = ids.start as usize..ids.end as usize;
    let own = article.quotes[places.clone()].iter().zip(&article.quoted_runs[places]);
    let own =
        ids.zip(own).filter(|(_, (quote, runs))| !runs.is_empty() && is_in_body(article, quote));
    own.map(|(id, (_, runs))| (id, runs))
}

fn is_in_body(article: &Article, quote: &Quote) -> bool {
    use BlockKind::{BlockQuote, ListItem, Paragraph};
    matches!(article.paragraphs[quote.paragraph as usize].kind, Paragraph | ListItem | BlockQuote)
}

/// All of them.
fn all_quoted(article: &Article) -> impl Iterator<Item = (u32, &Runs)> {
    quoted(article, 0..article.quotes.len() as u32)
}

/// The quotations that are alike, by the later one and then by the earlier one.
pub(super) fn alike(article: &Article, text: &str) -> Vec<Alike> {
    let again = stand_again(|| all_quoted(article));
    let places = Places::of(all_quoted(article), |run| again.may_have(run));
    match places.is_any_shared() {
        true => compare(article, all_quoted(article), &places, text),
        false => Vec::new(),
    }
}

/// What is alike after an edit; none where too much is new.
pub(crate) fn still_alike(
    mut alike: Vec<Alike>,
    edit: Option<&Edit>,
    old: &Again,
    new: &Again,
    article: &Article,
    text: &str,
) -> Option<Vec<Alike>> {
    if edit.is_some_and(is_same) {
        return Some(alike);
    }
    let changed = Wanted::of(old.own().chain(new.own()));
    if changed.runs.len() > MOST_AGAIN {
        return None;
    }
    let others = Places::of(new.others(article), |run| changed.has(run));
    let [was, is] = [old, new].map(|again| Places::of(again.own(), |_| true));
    let tells = |run: &u64| {
        [&was, &is].iter().any(|own| is_telling(others.n_quotes(*run) + own.n_quotes(*run)))
    };
    let telling: Vec<u64> = changed.runs.iter().copied().filter(tells).collect();
    if telling.is_empty() {
        renumber(&mut alike, old, new);
        return Some(alike);
    }
    let mut again: Vec<u32> = telling.iter().flat_map(|&run| others.quotes(run)).copied().collect();
    again.extend(new.quotes.clone());
    again.sort_unstable();
    again.dedup();
    let is_old = |QuoteId(id): QuoteId| old.quotes.contains(&id);
    alike.retain(|pair| !is_old(pair.earlier) && !is_old(pair.later));
    renumber(&mut alike, old, new);
    alike.retain(|pair| again.binary_search(&pair.later.0).is_err());
    let later = || again.iter().flat_map(|&id| quoted(article, id..id + 1));
    let wanted = Wanted::of(later());
    let places = Places::of(all_quoted(article), |run| wanted.has(run));
    alike.extend(compare(article, later(), &places, text));
    alike.sort_unstable_by_key(|pair| (pair.later, pair.earlier));
    Some(alike)
}

/// Gives the quotations behind an edit the numbers that they have now.
fn renumber(alike: &mut [Alike], old: &Again, new: &Again) {
    for QuoteId(id) in alike.iter_mut().flat_map(|pair| [&mut pair.earlier, &mut pair.later]) {
        if *id >= old.quotes.end {
            *id = *id - old.quotes.end + new.quotes.end;
        }
    }
}

/// Whether an edit leaves the quotations of an article their words.
fn is_same(edit: &Edit) -> bool {
    let is_same = |Reread { old, new }: &Reread| {
        let ((old, from), (new, to)) = ((&old.0.facts, &old.1), (&new.0.facts, &new.1));
        let is_same = |(index, (one, other)): (usize, (&Quote, &Quote))| {
            let place = || edit.moves.range(from.moved(&one.range));
            old.quoted_runs[index].is_empty() && new.quoted_runs[index].is_empty()
                || one.kind == other.kind && place() == Some(to.moved(&other.range))
        };
        old.quotes.len() == new.quotes.len()
            && old.quotes.iter().zip(&new.quotes).enumerate().all(is_same)
    };
    edit.reread.iter().all(is_same)
}

/// Compares each of some quotations with the earlier ones that have two runs or more in common with it.
fn compare<'a>(
    article: &Article,
    later: impl Iterator<Item = (u32, &'a Runs)>,
    places: &Places,
    text: &str,
) -> Vec<Alike> {
    let mut words: FxHashMap<u32, Quoted> = FxHashMap::default();
    let mut alike = Vec::new();
    for (later, runs) in later {
        for earlier in places.sharing(later, runs) {
            for id in [earlier, later] {
                let range = article.quote(QuoteId(id)).range;
                words.entry(id).or_insert_with(|| Quoted::read(&text[range]));
            }
            let likeness = words[&earlier].likeness(&words[&later]);
            if likeness != Likeness::None {
                let [earlier, later] = [earlier, later].map(QuoteId);
                alike.push(Alike { earlier, later, likeness });
            }
        }
    }
    alike
}

/// In which quotations runs stand.
#[derive(Default)]
struct Places {
    by_run: FxHashMap<u64, Place>,
}

/// Where one run stands.
#[derive(Clone, Copy)]
struct Place {
    n_quotes: u32,
    /// The first of them, in order.
    first: [u32; MOST_COMPARED],
    /// The quotation where it was last seen.
    last: u32,
}

impl Places {
    /// Of those runs of some quotations, which come in order, that are wanted.
    fn of<'a>(
        quotes: impl Iterator<Item = (u32, &'a Runs)>,
        is_wanted: impl Fn(u64) -> bool,
    ) -> Places {
        let mut places = Places::default();
        for (id, runs) in quotes {
            for &run in runs.iter().filter(|&&run| is_wanted(run)) {
                let new = Place { n_quotes: 0, first: [0; MOST_COMPARED], last: id };
                let place = places.by_run.entry(run).or_insert(new);
                if place.n_quotes == 0 || place.last != id {
                    if let Some(free) = place.first.get_mut(place.n_quotes as usize) {
                        *free = id;
                    }
                    (place.last, place.n_quotes) = (id, place.n_quotes + 1);
                }
            }
        }
        places
    }

    fn n_quotes(&self, run: u64) -> u32 {
        self.by_run.get(&run).map_or(0, |place| place.n_quotes)
    }

    /// The first quotations where a run stands.
    fn quotes(&self, run: u64) -> &[u32] {
        self.by_run.get(&run).map_or(&[], |place| {
            let n_known = (place.n_quotes as usize).min(MOST_COMPARED);
            &place.first[..n_known]
        })
    }

    fn is_any_shared(&self) -> bool {
        self.by_run.values().any(|place| place.n_quotes > 1)
    }

    /// The first quotations before one that have two telling runs or more in common with it.
    fn sharing(&self, later: u32, runs: &[u64]) -> Vec<u32> {
        let telling = runs.iter().filter(|&&run| is_telling(self.n_quotes(run)));
        let mut shared: Vec<u32> = telling.flat_map(|&run| self.quotes(run)).copied().collect();
        shared.retain(|&earlier| earlier < later);
        shared.sort_unstable();
        let several = shared.chunk_by(|one, other| one == other).filter(|same| same.len() > 1);
        several.map(|same| same[0]).take(MOST_COMPARED).collect()
    }
}

/// Whether a run that stands in so many quotations says that two of them may be one: it stands in several, and in few
/// enough not to be a refrain's.
fn is_telling(n_quotes: u32) -> bool {
    (2..=MOST_COMPARED as u32).contains(&n_quotes)
}

/// A few runs to find among many others.
struct Wanted {
    /// In order, each once.
    runs: Vec<u64>,
    /// One in hundreds of others is taken for one of these.
    roughly: RunSet,
}

impl Wanted {
    fn of<'a>(quotes: impl Iterator<Item = (u32, &'a Runs)>) -> Wanted {
        let mut runs: Vec<u64> = quotes.flat_map(|(_, runs)| &**runs).copied().collect();
        runs.sort_unstable();
        runs.dedup();
        let mut roughly = RunSet::for_runs(16 * runs.len());
        for &run in &runs {
            roughly.insert(run);
        }
        Wanted { runs, roughly }
    }

    fn has(&self, run: u64) -> bool {
        self.roughly.may_have(run) && self.runs.binary_search(&run).is_ok()
    }
}

/// The runs that stand more than once, and some that are taken for such.
fn stand_again<'a, Quotes: Iterator<Item = (u32, &'a Runs)>>(
    quotes: impl Fn() -> Quotes,
) -> RunSet {
    let n_runs = quotes().map(|(_, runs)| runs.len()).sum();
    let (mut once, mut again) = (RunSet::for_runs(n_runs), RunSet::for_runs(n_runs));
    for &run in quotes().flat_map(|(_, runs)| &**runs) {
        if !once.insert(run) {
            again.insert(run);
        }
    }
    again
}

/// A set of runs that may take one for another: a bit each, where most of them stand once and need no more.
struct RunSet {
    bits: Vec<u64>,
}

impl RunSet {
    fn for_runs(n_runs: usize) -> RunSet {
        // A sixteenth of the bits are set at most.
        RunSet { bits: vec![0; (n_runs / 4).next_power_of_two()] }
    }

    /// Adds a run; says whether it, or one that is taken for it, was not there.
    fn insert(&mut self, run: u64) -> bool {
        let (at, bit) = self.place(run);
        let is_new = self.bits[at] & bit == 0;
        self.bits[at] |= bit;
        is_new
    }

    fn may_have(&self, run: u64) -> bool {
        let (at, bit) = self.place(run);
        self.bits[at] & bit != 0
    }

    fn place(&self, run: u64) -> (usize, u64) {
        let at = (run >> 6) as usize & (self.bits.len() - 1);
        (at, 1 << (run & 63))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::Alike;
    use crate::{Analysis, Reader, Settings, analyze};

    /// What comes in place of a paragraph.
    #[derive(Clone, Debug)]
    enum Edit {
        Other(String),
        /// Another word in it.
        Word(Index, &'static str),
        Another(String),
        Nothing,
    }

    const WORDS: [&str; 4] = ["tide", "boats", "turn", "early"];

    /// A paragraph: few words, so that quotations share runs, and all numbers of quotations have the same one.
    fn paragraph() -> impl Strategy<Value = String> {
        let words = prop::collection::vec(prop::sample::select(&WORDS), 4..9);
        let opening = prop::sample::select(&["", "", "", "> ", "# ", "- "]);
        (opening, words).prop_map(|(opening, words)| {
            format!("{opening}“The {} ends,” Ada Brandt said.", words.join(" "))
        })
    }

    fn edit() -> impl Strategy<Value = (Index, Edit)> {
        let edit = prop_oneof![
            1 => paragraph().prop_map(Edit::Other),
            4 => (any::<Index>(), prop::sample::select(&WORDS)).prop_map(|(at, by)| Edit::Word(at, by)),
            1 => paragraph().prop_map(Edit::Another),
            1 => Just(Edit::Nothing),
        ];
        (any::<Index>(), edit)
    }

    fn apply((at, edit): &(Index, Edit), paragraphs: &mut Vec<String>) {
        if paragraphs.is_empty() {
            return;
        }
        let at = at.index(paragraphs.len());
        match edit {
            Edit::Other(other) => paragraphs[at] = other.clone(),
            Edit::Another(another) => paragraphs.insert(at, another.clone()),
            Edit::Nothing => drop(paragraphs.remove(at)),
            Edit::Word(place, by) => {
                let mut words: Vec<&str> = paragraphs[at].split(' ').collect();
                let place = place.index(words.len());
                words[place] = by;
                paragraphs[at] = words.join(" ");
            }
        }
    }

    fn alike(analysis: &Analysis) -> Vec<&[Alike]> {
        let articles = analysis.facts.articles.iter();
        articles.map(|article| article.alike_quotes.as_deref().unwrap_or_default()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn an_edit_leaves_what_comparing_all_anew_finds(
            mut paragraphs in prop::collection::vec(paragraph(), 1..30),
            edits in prop::collection::vec(edit(), 1..12),
        ) {
            let settings = Settings::default();
            let mut reader = Reader::default();
            let mut kept = reader.read(&paragraphs.join("\n\n"), &settings);
            for edit in &edits {
                apply(edit, &mut paragraphs);
                let text = paragraphs.join("\n\n");
                reader.take_back(kept);
                kept = reader.read(&text, &settings);
                let anew = analyze(&text, &settings);
                prop_assert_eq!(alike(&kept), alike(&anew), "{}", text);
            }
        }
    }
}
