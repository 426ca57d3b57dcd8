//! Who is who in an article, kept over an edit that leaves its names and quotations what they were.
//!
//! People and speakers follow from the names, the quotations, and who leads into the next paragraph, in their order,
//! and from no other words of the article. Where the paragraphs that were read again have the same of them as before,
//! all that follows is the same too, and only stands elsewhere.

use newsmark_lexer::TextRange;

use super::{NameMention, NameVariant, Person, PersonId, Reference, Roll};
use crate::facts::Article;
use crate::facts::join::{Edit, Moves, Reread};
use crate::facts::quote::{LeadIn, Quote, Speaker};

/// What was worked out of an article's names and quotations, at its places after an edit.
pub(crate) struct KeptPeople {
    quotes: Vec<Quote>,
    people: Vec<Person>,
    name_variants: Vec<NameVariant>,
    has_doubtful_names: bool,
    roll: Roll,
    /// Whom the names mean that were read again.
    meant: Vec<(Option<PersonId>, Box<[PersonId]>)>,
}

impl KeptPeople {
    /// Takes it from an article as it was before the edit; none if the edit may change any of it.
    pub(crate) fn take(before: &mut Article, edit: &Edit) -> Option<KeptPeople> {
        let moves = &edit.moves;
        if !before.knows_people || !edit.reread.iter().all(|reread| is_same(reread, moves)) {
            return None;
        }
        let Article { names, quotes, people, name_variants, roll, .. } = before;
        // Whoever gives up halfway leaves quotations behind that nobody has told how they stand.
        let roll = std::mem::take(&mut **roll);
        let again = edit.paragraphs();
        let is_again = |paragraph: u32| again.contains(&paragraph);
        let mut own = edit.reread.iter().flat_map(|Reread { new: (paragraph, base), .. }| {
            paragraph.facts.quotes.iter().map(|quote| base.moved(quote))
        });
        for quote in quotes.iter_mut() {
            match is_again(quote.paragraph) {
                true => quote.place_as(&own.next()?),
                false => {
                    quote.range = moves.range(quote.range)?;
                    quote.missing_mark = match quote.missing_mark {
                        Some(place) => Some(moves.place(place)?),
                        None => None,
                    };
                }
            }
            carry(quote, moves)?;
        }
        for mention in people.iter_mut().flat_map(|person| &mut person.mentions) {
            *mention = moves.range(*mention)?;
        }
        for variant in name_variants.iter_mut() {
            variant.range = moves.range(variant.range)?;
        }
        let first = names.partition_point(|name| name.paragraph < again.start);
        let names = names[first..].iter_mut().take_while(|name| is_again(name.paragraph));
        let meant = names.map(|name| (name.person, std::mem::take(&mut name.candidates))).collect();
        Some(KeptPeople {
            has_doubtful_names: before.has_doubtful_names,
            quotes: std::mem::take(quotes),
            people: std::mem::take(people),
            name_variants: std::mem::take(name_variants),
            roll,
            meant,
        })
    }

    /// Gives it to the article as it is now, whose names stand where they belong.
    pub(crate) fn give(self, article: &mut Article, edit: &Edit) {
        let start = edit.paragraphs().start;
        let first = article.names.partition_point(|name| name.paragraph < start);
        for (name, (person, candidates)) in article.names[first..].iter_mut().zip(self.meant) {
            (name.person, name.candidates) = (person, candidates);
        }
        article.quotes = self.quotes;
        article.people = self.people;
        article.name_variants = self.name_variants;
        *article.roll = self.roll;
        article.knows_people = true;
        article.has_doubtful_names = self.has_doubtful_names;
    }
}

/// Whether a paragraph that was read again has the names, quotations and announcements that it had.
fn is_same(Reread { old, new }: &Reread, moves: &Moves) -> bool {
    let ((old, from), (new, to)) = ((&old.0.facts, &old.1), (&new.0.facts, &new.1));
    old.names.len() == new.names.len()
        && old.quotes.len() == new.quotes.len()
        && old.lead_ins.len() == new.lead_ins.len()
        && old
            .names
            .iter()
            .zip(&new.names)
            .all(|(old, new)| carried_name(from.moved(old), moves) == Some(to.moved(new)))
        && old
            .quotes
            .iter()
            .zip(&new.quotes)
            .all(|(old, new)| is_same_quote(from.moved(old), to.moved(new), moves))
        && old
            .lead_ins
            .iter()
            .zip(&new.lead_ins)
            .all(|(old, new)| carried_lead_in(from.moved(old), moves) == Some(to.moved(new)))
}

fn carried_name(mention: NameMention, moves: &Moves) -> Option<NameMention> {
    Some(NameMention {
        range: moves.range(mention.range)?,
        title: moves.any(mention.title)?,
        apposition: moves.any(mention.apposition)?,
        ..mention
    })
}

/// Whether a quotation begins where it began and is as much somebody's as before; its words do not matter here.
fn is_same_quote(mut old: Quote, new: Quote, moves: &Moves) -> bool {
    let start = moves.place(old.range.start());
    let is_missing = old.missing_mark.is_some();
    old.place_as(&new);
    start == Some(new.range.start())
        && is_missing == new.missing_mark.is_some()
        && old.speaker.as_ref().is_none_or(|speaker| is_framed_alike(speaker, old.cue, moves))
        && carry(&mut old, moves).is_some()
        && old == new
}

fn carried_lead_in(mut lead_in: LeadIn, moves: &Moves) -> Option<LeadIn> {
    if !is_framed_alike(&lead_in.speaker, lead_in.cue, moves) {
        return None;
    }
    lead_in.cue = moves.any(lead_in.cue)?;
    carry_speaker(&mut lead_in.speaker, moves)?;
    Some(lead_in)
}

/// Whether nothing has changed between the words that name a speaker and the verb: how near they are counts.
fn is_framed_alike(speaker: &Speaker, cue: Option<TextRange>, moves: &Moves) -> bool {
    let frame = speaker.mention.zip(cue).map(|(mention, cue)| mention.cover(cue));
    moves.any(frame).is_some()
}

/// Moves what gives a quotation to somebody.
fn carry(quote: &mut Quote, moves: &Moves) -> Option<()> {
    quote.cue = moves.any(quote.cue)?;
    quote.speaker.as_mut().map_or(Some(()), |speaker| carry_speaker(speaker, moves))
}

fn carry_speaker(speaker: &mut Speaker, moves: &Moves) -> Option<()> {
    speaker.mention = moves.any(speaker.mention)?;
    speaker.antecedent = moves.any(speaker.antecedent)?;
    if let Some(Reference::Later(place)) = &mut speaker.reference {
        *place = moves.range(*place)?;
    }
    Some(())
}
