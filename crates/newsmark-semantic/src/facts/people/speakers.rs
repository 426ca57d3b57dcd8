//! Who speaks: each quotation's speaker, worked out from the whole article.
//!
//! One walk over names and quotations in the order of the text. It knows who the last sentences were
//! about and who spoke last, which settles pronouns and quotations without a speaker of their own.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::name::{Gender, fold};
use super::roll::Call;
use super::roster::{Roster, Who, role_head};
use super::{NameMention, PersonId};
use crate::facts::quote::{Found, LeadIn, Quote, QuoteKind, Speaker};

/// How many paragraphs a speaker is carried over.
const CARRIED: u32 = 2;
/// How many people a pronoun is tried on.
const RECENT: usize = 6;

/// Gives each quotation of the article its speaker. Until the people are numbered, a speaker's
/// person is the index in the roster.
pub(super) fn resolve(
    (names, calls): (&[NameMention], &[Call]),
    quotes: &mut [Quote],
    lead_ins: &[LeadIn],
    headline: Option<u32>,
    roster: &mut Roster<'_>,
    text: &str,
) {
    let mut lead_ins = lead_ins.iter().peekable();
    let mut walk = Walk { calls, roster, text, next: 0, recent: Vec::new(), opened: None };
    let mut previous: Option<usize> = None;
    for index in 0..quotes.len() {
        let (before, rest) = quotes.split_at_mut(index);
        let Some(quote) = rest.first_mut() else { break };
        while lead_ins.next_if(|lead_in| lead_in.paragraph + 1 < quote.paragraph).is_some() {}
        if let Some(lead_in) = lead_ins.peek()
            && lead_in.paragraph + 1 == quote.paragraph
        {
            introduce(quote, lead_in);
        }
        walk.advance(quote.range.start());
        walk.read(quote, previous.and_then(|previous| before.get(previous)));
        if quote.kind.is_speech() && (quote.speaker.is_some() || quote.kind != QuoteKind::Partial) {
            walk.opened = None;
            // Who is quoted in the headline need not be who speaks first.
            previous = Some(index).filter(|_| Some(quote.paragraph) != headline);
        }
    }
    sign(names, quotes, roster, text);
}

/// Gives a quotation that opens its paragraph to whom the paragraph before announced.
fn introduce(quote: &mut Quote, lead_in: &LeadIn) {
    let whole = matches!(quote.kind, QuoteKind::Direct | QuoteKind::Block);
    if quote.opens_paragraph && whole && quote.speaker.is_none() && quote.cue.is_none() {
        quote.speaker = Some(lead_in.speaker.clone());
        quote.cue = lead_in.cue;
    }
}

struct Walk<'a, 'r, 't> {
    calls: &'a [Call],
    roster: &'a mut Roster<'r>,
    text: &'t str,
    /// The next name.
    next: usize,
    /// Whom the last sentences were about, the last one last, with the paragraph.
    recent: Vec<(Who, u32)>,
    /// Whom a sentence of the body since the last quotation was about, with the words and the paragraph.
    opened: Option<(Who, TextRange, u32)>,
}

impl Walk<'_, '_, '_> {
    fn advance(&mut self, end: TextSize) {
        while let Some(call) = self.calls.get(self.next)
            && call.range.start() < end
        {
            if call.is_subject
                && let Some(who) = self.roster.who(self.next)
                && self.roster.is_person(who)
            {
                self.focus(who, call.paragraph);
                if !call.in_headline {
                    self.opened = Some((who, call.range, call.paragraph));
                }
            }
            self.next += 1;
        }
    }

    fn focus(&mut self, who: Who, paragraph: u32) {
        self.recent.retain(|&(other, _)| other != who);
        if self.recent.len() == RECENT {
            self.recent.remove(0);
        }
        self.recent.push((who, paragraph));
    }

    fn read(&mut self, quote: &mut Quote, previous: Option<&Quote>) {
        let runs_on = previous.is_some_and(|previous| {
            quote.opens_paragraph
                && quote.mark == previous.mark
                && !previous.closed
                && previous.missing_mark.is_none()
                && previous.paragraph + 1 == quote.paragraph
        });
        if runs_on && quote.kind == QuoteKind::Direct {
            quote.kind = QuoteKind::Running;
        }
        match &mut quote.speaker {
            Some(speaker) => {
                let who = self.speaker(speaker, quote.paragraph);
                if let Some(who) = who
                    && self.roster.is_person(who)
                {
                    self.focus(who, quote.paragraph);
                }
                speaker.person = who.map(PersonId);
                speaker.name = match who {
                    Some(who) => Some(self.roster.name(who)),
                    None => self.words_for(speaker).map(|range| Arc::from(&self.text[range])),
                };
            }
            None if quote.cue.is_none()
                && quote.kind.is_speech()
                && quote.kind != QuoteKind::Partial =>
            {
                quote.speaker = self.carried(quote, previous, runs_on);
            }
            None => {}
        }
    }

    /// The speaker of a quotation that names none.
    fn carried(&self, quote: &Quote, previous: Option<&Quote>, runs_on: bool) -> Option<Speaker> {
        if runs_on {
            let speaker = previous?.speaker.clone()?;
            return Some(Speaker { found: Found::CarriedOver, ..speaker });
        }
        if let Some((who, mention, paragraph)) = self.opened
            && quote.paragraph - paragraph <= 1
        {
            return Some(Speaker {
                mention: Some(mention),
                person: Some(PersonId(who)),
                name: Some(self.roster.name(who)),
                found: Found::SentenceBefore,
                reference: None,
                antecedent: None,
            });
        }
        let previous =
            previous.filter(|previous| quote.paragraph - previous.paragraph <= CARRIED)?;
        let speaker = previous.speaker.clone()?;
        Some(Speaker { mention: None, found: Found::CarriedOver, antecedent: None, ..speaker })
    }

    /// The words by which a speaker goes whom nobody is known to be.
    fn words_for(&self, speaker: &Speaker) -> Option<TextRange> {
        let mention = speaker.mention?;
        match (speaker.found, &self.text[mention]) {
            (Found::Pronoun, pronoun) if gender_of(pronoun).is_some() => None,
            (Found::Pronoun, _) => speaker.antecedent,
            _ => Some(mention),
        }
    }

    /// Who the words that name a speaker stand for; sets how that was found.
    fn speaker(&mut self, speaker: &mut Speaker, paragraph: u32) -> Option<Who> {
        let mention = speaker.mention?;
        match speaker.found {
            Found::Pronoun => {
                let gender = gender_of(&self.text[mention])?;
                // What the sentence of the pronoun itself is about comes before the quotation that follows it.
                self.advance(mention.start());
                let who = self.by_pronoun(gender, mention, paragraph)?;
                self.roster.speaks(who, Some(gender));
                return Some(who);
            }
            Found::Joint => {
                let first = self.calls.partition_point(|call| call.range.start() < mention.start());
                for index in first..self.calls.len().min(first + 2) {
                    if let Some(who) = self.roster.who(index)
                        && mention.contains_range(self.calls[index].range)
                    {
                        self.roster.speaks(who, None);
                    }
                }
            }
            Found::Description => {
                if let Some(who) = self.named_behind(mention) {
                    self.roster.speaks(who, None);
                    return Some(who);
                }
                return self.by_role(&self.text[mention], paragraph);
            }
            _ => {
                let index = self.mention_at(mention)?;
                let who = self.roster.who(index);
                let full = who.map_or(2, |who| self.roster.length(who));
                if speaker.found == Found::FullName && self.roster.n_words(index) < full {
                    speaker.found = Found::Surname;
                }
                let who = who?;
                if self.roster.is_person(who) {
                    self.roster.speaks(who, None);
                } else if speaker.found == Found::Surname {
                    speaker.found = Found::Description;
                }
                return Some(who);
            }
        }
        None
    }

    fn mention_at(&self, range: TextRange) -> Option<usize> {
        self.calls.binary_search_by_key(&range.start(), |call| call.range.start()).ok()
    }

    fn by_pronoun(&self, gender: Gender, mention: TextRange, paragraph: u32) -> Option<Who> {
        let before = self
            .recent
            .iter()
            .rev()
            .filter(|(_, place)| paragraph.saturating_sub(*place) <= CARRIED + 2)
            .find(|(who, _)| self.roster.fits(*who, gender));
        if let Some(&(who, _)) = before {
            return Some(who);
        }
        if !self.recent.is_empty() {
            return None;
        }
        // The name comes only after the quotation.
        let next = self.calls.partition_point(|call| call.range.start() < mention.end());
        self.calls[next..].iter().enumerate().take(8).find_map(|(index, call)| {
            let who = self.roster.who(next + index)?;
            (call.is_subject && call.paragraph <= paragraph + 1 && self.roster.fits(who, gender))
                .then_some(who)
        })
    }

    /// *its director, Ann Lee*, *the agency's chief scientist, Dr Bo Sand*: who is named right behind a description.
    fn named_behind(&self, description: TextRange) -> Option<Who> {
        const LONGEST_TITLE: usize = 12;
        let next = self.calls.partition_point(|call| call.range.start() < description.end());
        let call = self.calls.get(next)?;
        let between = &self.text[TextRange::new(description.end(), call.range.start())];
        let title = between.strip_prefix(", ")?;
        let is_title = title.len() <= LONGEST_TITLE
            && title.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        let who = self.roster.who(next)?;
        let is_closed = self.text[usize::from(call.range.end())..]
            .starts_with([',', '.', ':', ';', ' ', '"', '”', '\n']);
        (is_title && is_closed && call.is_full && self.roster.is_person(who)).then_some(who)
    }

    /// *the pope*, if there is one; *the 41-year-old*, whoever that was.
    fn by_role(&self, words: &str, paragraph: u32) -> Option<Who> {
        let role = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "))?;
        if role.contains("-year-old") {
            let &(who, place) = self.recent.last()?;
            return (paragraph - place <= 1).then_some(who);
        }
        if role.contains(' ') {
            let head = role_head(role)?;
            return self
                .roster
                .with_role(&head)
                .filter(|_| !role.contains("’s") && !role.contains("'s"));
        }
        self.roster.with_role(&fold(role))
    }
}

/// Of whom a pronoun speaks, if it is of one person.
fn gender_of(pronoun: &str) -> Option<Gender> {
    match pronoun {
        "he" | "He" | "his" | "His" => Some(Gender::He),
        "she" | "She" | "her" | "Her" => Some(Gender::She),
        _ => None,
    }
}

/// Gives what a dash line names to the quotation of the paragraph before it.
fn sign(names: &[NameMention], quotes: &mut [Quote], roster: &mut Roster<'_>, text: &str) {
    for (index, mention) in names.iter().enumerate().filter(|(_, mention)| mention.dash_line) {
        let end = quotes.partition_point(|quote| quote.range.start() < mention.range.start());
        let Some(quote) = quotes[..end].last_mut() else { continue };
        let open = quote.speaker.as_ref().is_none_or(|speaker| speaker.mention.is_none());
        if !open || quote.paragraph + 1 != mention.paragraph || quote.kind == QuoteKind::Partial {
            continue;
        }
        let who = roster.who(index);
        if let Some(who) = who {
            roster.speaks(who, None);
        }
        quote.speaker = Some(Speaker {
            mention: Some(mention.range),
            person: who.map(PersonId),
            name: Some(who.map_or_else(|| Arc::from(&text[mention.range]), |who| roster.name(who))),
            found: Found::DashLine,
            reference: None,
            antecedent: None,
        });
    }
}
