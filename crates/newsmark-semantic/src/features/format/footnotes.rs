//! The order of footnotes: that in which the text first refers to them.
//!
//! Only footnotes in one row are put in order, each with all its lines; those that nothing refers to come
//! last. Where an id stands twice, the order decides which of them counts, and is kept.

use rustc_hash::FxHashMap;

use crate::document::{Block, BlockKind};
use crate::facts::Facts;

/// For each block, the one that is to stand in its place, if it is a footnote.
pub(super) fn in_order(facts: &Facts, blocks: &[Block]) -> Vec<Option<usize>> {
    let mut places = vec![None; blocks.len()];
    let cited = first_references(facts);
    let mut first = 0;
    while first < blocks.len() {
        let is_note = |block: &Block| block.kind == BlockKind::FootnoteDefinition;
        let n = blocks[first..].iter().take_while(|block| is_note(block)).count();
        if n > 1 {
            let run = first..first + n;
            let ids: Vec<String> =
                run.clone().map(|index| id(facts.words(blocks[index].content))).collect();
            let mut unique = ids.clone();
            unique.sort();
            unique.dedup();
            if unique.len() == ids.len() {
                let mut order: Vec<usize> = run.clone().collect();
                let rank = |index: &usize| cited.get(&ids[index - first]).copied();
                order.sort_by_key(|index| rank(index).unwrap_or(usize::MAX));
                for (place, from) in run.zip(order) {
                    places[place] = Some(from);
                }
            }
        }
        first += n.max(1);
    }
    places
}

fn first_references(facts: &Facts) -> FxHashMap<String, usize> {
    let mut cited = FxHashMap::default();
    let references = facts.articles.iter().flat_map(|article| &article.references);
    for (rank, reference) in references.enumerate() {
        cited.entry(facts.words(reference.id).to_lowercase()).or_insert(rank);
    }
    cited
}

/// `port` of `[^port]: Harbour log`
fn id(words: &str) -> String {
    let rest = words.strip_prefix("[^").unwrap_or(words);
    rest.split("]:").next().unwrap_or_default().to_lowercase()
}
