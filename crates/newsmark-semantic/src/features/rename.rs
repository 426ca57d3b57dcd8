//! Another name for a figure, a source or a person, everywhere at once.
//!
//! A person is called by several forms of one name. What is typed over one of them is carried over to
//! the others: over a full name it changes full names and surnames, over a surname the surname in each.
//! Only mentions that surely mean this person are touched. A name that would not be read as one, or that
//! something else has already, is refused with a sentence for the person at the desk.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::subject::{self, Mention, Subject, folded};
use crate::Analysis;
use crate::check::Edit;
use crate::facts::people::fold;
use crate::facts::{Facts, Person};

/// Nobody has a longer name.
const LONGEST_NAME: usize = 100;

const EMPTY: &str = "a name cannot be empty";

/// The name at an offset that can be changed: its place, which is what an editor shows to be typed over.
pub fn prepare_rename(analysis: &Analysis, offset: TextSize) -> Option<TextRange> {
    subject::at(&analysis.facts, offset)?.name
}

/// The edits that give another name to what is named at an offset; none if nothing is.
///
/// # Errors
///
/// Where the name cannot be used: why, for the person who typed it.
pub fn rename(
    analysis: &Analysis,
    offset: TextSize,
    new_name: &str,
) -> Result<Option<Vec<Edit>>, String> {
    let facts = &analysis.facts;
    let place = subject::at(facts, offset);
    let Some((place, name)) = place.and_then(|place| Some((place.clone(), place.name?))) else {
        return Ok(None);
    };
    let new_name = new_name.trim();
    let old_name = facts.words(name);
    if new_name == old_name {
        return Ok(Some(Vec::new()));
    }
    let mentions = subject::mentions(facts, &place.subject);
    let everywhere = |text: &str| {
        let edit = |mention: &Mention| Edit { range: mention.range, text: text.to_owned() };
        mentions.iter().map(edit).collect()
    };
    match &place.subject {
        Subject::Figure(_) => {
            check_figure(facts, new_name)?;
            Ok(Some(everywhere(new_name)))
        }
        Subject::Source(id) => {
            check_source(facts, id, new_name)?;
            Ok(Some(everywhere(new_name)))
        }
        Subject::Person(full) => {
            check_person(new_name)?;
            let edits = of_person(facts, full, &mentions, old_name, new_name);
            check_other_people(facts, full, &edits)?;
            Ok(Some(edits))
        }
    }
}

fn check_figure(facts: &Facts, name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err(EMPTY.to_owned());
    }
    if !crate::document::ledger::is_name(name) {
        return Err(format!(
            "“{name}” cannot be a figure's name: small letters, digits and _ only, a letter first"
        ));
    }
    if ["sum", "pct", "points"].contains(&name) {
        return Err(format!("{name} is a function of the ledger"));
    }
    match facts.ledger.figure(&facts.text, name) {
        Some(_) => Err(format!("the ledger has a figure {name} already")),
        None => Ok(()),
    }
}

fn check_source(facts: &Facts, old: &str, id: &str) -> Result<(), String> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.is_empty() {
        return Err(EMPTY.to_owned());
    }
    if id.len() > LONGEST_NAME || !id.chars().all(is_plain) {
        return Err(format!("“{id}” cannot be a source's id: letters, digits, -, _ and . only"));
    }
    let lower = id.to_lowercase();
    let is_taken = |range: TextRange| facts.words(range).to_lowercase() == lower;
    match lower != old && facts.sources.iter().any(|source| is_taken(source.id)) {
        true => Err(format!("there is a source {id} already")),
        false => Ok(()),
    }
}

fn check_person(name: &str) -> Result<(), String> {
    let is_mark =
        |c: char| c.is_control() || c.is_numeric() || "[]<>*_\"“”#|{}()^`;:/\\".contains(c);
    let problem = if name.is_empty() {
        EMPTY.to_owned()
    } else if name.len() > LONGEST_NAME {
        "this is longer than a name can be".to_owned()
    } else if let Some(mark) = name.chars().find(|&c| is_mark(c)) {
        format!("“{}” does not belong in a name", mark.escape_debug())
    } else if !name.chars().any(|c| c.is_alphabetic() && !c.is_lowercase()) {
        "a name needs a capital letter, or it is not read as one".to_owned()
    } else {
        return Ok(());
    };
    Err(problem)
}

/// Nobody may come to be called as somebody else is, by a surname alone neither: the two would be told apart no more.
fn check_other_people(facts: &Facts, old: &Arc<str>, edits: &[Edit]) -> Result<(), String> {
    let others = facts.articles.iter().flat_map(|article| &article.people);
    for other in others.filter(|other| other.name != *old) {
        let name = folded(&other.name);
        if edits.iter().any(|edit| folded(&edit.text) == name) {
            return Err(format!("{} is somebody else in this text", other.name));
        }
        let surname = folded(&other.family_name);
        if edits.iter().any(|edit| folded(&edit.text) == surname) {
            return Err(format!("{} is called {} in this text", other.name, other.family_name));
        }
    }
    Ok(())
}

fn of_person(
    facts: &Facts,
    full: &str,
    mentions: &[Mention],
    old_name: &str,
    new_name: &str,
) -> Vec<Edit> {
    let people = facts.articles.iter().flat_map(|article| &article.people);
    let person = people.clone().find(|person| &*person.name == full);
    let forms = Forms::new(person, old_name, new_name);
    let mut edits = Vec::new();
    for mention in mentions {
        let words = facts.words(mention.range);
        let text = forms.renamed(words);
        if text != words {
            edits.push(Edit { range: mention.range, text });
        }
    }
    edits
}

/// Which words of a name become which.
struct Forms {
    /// Folded words in a row, and what stands in their place; longer ones first.
    pairs: Vec<(Vec<String>, String)>,
}

impl Forms {
    fn new(person: Option<&Person>, old: &str, new: &str) -> Forms {
        let words = |name: &str| name.split_whitespace().map(|word| fold(word).into()).collect();
        let old_words: Vec<String> = words(old);
        let new_words: Vec<&str> = new.split_whitespace().collect();
        let mut pairs = vec![(old_words.clone(), new_words.join(" "))];
        if old_words.len() == new_words.len() {
            let single = old_words.iter().zip(&new_words);
            pairs.extend(single.map(|(old, new)| (vec![old.clone()], (*new).to_owned())));
        } else if let Some(person) = person.filter(|_| old_words.len() > 1) {
            let family: Vec<String> = words(&person.family_name);
            let n_family = family.len();
            // As many words of the new name are the family name as of the old, on the same side.
            let is_room = n_family < old_words.len() && n_family < new_words.len();
            if is_room && old_words.ends_with(&family) {
                let (given, new_family) = new_words.split_at(new_words.len() - n_family);
                pairs.push((family, new_family.join(" ")));
                let old_given = old_words[..old_words.len() - n_family].to_vec();
                pairs.push((old_given, given.join(" ")));
            } else if is_room && old_words.starts_with(&family) {
                let (new_family, given) = new_words.split_at(n_family);
                pairs.push((family, new_family.join(" ")));
                pairs.push((old_words[n_family..].to_vec(), given.join(" ")));
            }
        }
        pairs.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Forms { pairs }
    }

    /// A mention in the new form.
    fn renamed(&self, mention: &str) -> String {
        let words: Vec<&str> = mention.split_whitespace().collect();
        let keys: Vec<String> = words.iter().map(|word| fold(word).into()).collect();
        let mut out: Vec<String> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = self.pairs.iter().find(|(old, _)| keys[at..].starts_with(old));
            match here {
                Some((old, new)) => {
                    let replaced = &words[at..at + old.len()];
                    let is_same = replaced.join(" ") == *new;
                    let is_shouted = !is_same && replaced.iter().all(|word| is_in_capitals(word));
                    out.push(if is_shouted { new.to_uppercase() } else { new.clone() });
                    at += old.len();
                }
                None => {
                    out.push(words[at].to_owned());
                    at += 1;
                }
            }
        }
        match keys.is_empty() || out.iter().map(String::as_str).eq(words.iter().copied()) {
            true => mention.to_owned(),
            false => out.join(" "),
        }
    }
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::testing::{at_cursor, edited};
    use super::*;

    fn check(text: &str, new_name: &str, expected: Expect) {
        let (analysis, offset) = at_cursor(text);
        let dump = match rename(&analysis, offset, new_name) {
            Ok(Some(edits)) => {
                let name = prepare_rename(&analysis, offset).unwrap();
                assert!(name.contains_inclusive(offset));
                edited(&analysis.facts.text, &edits)
            }
            Ok(None) => "nothing is named here".to_owned(),
            Err(why) => why,
        };
        expected.assert_eq(&dump);
    }

    const LEDGER: &str = "---\nfigures:\n  riders: 1.24 million riders; 2024; port\n  dogs: 40 dogs\n  rest: = sum(riders, dogs)\nassert:\n  - dogs < riders\n---\n\nThe ferry carried [1.24 million](#ri$0ders) people.[^port]\n\n[^port]: Harbour log, 2024\n\n[^mail]: Letter, 2023\n";

    #[test]
    fn a_figure_is_renamed_in_ledger_and_text() {
        check(
            LEDGER,
            "passengers",
            expect![[r#"
            ---
            figures:
              passengers: 1.24 million riders; 2024; port
              dogs: 40 dogs
              rest: = sum(passengers, dogs)
            assert:
              - dogs < passengers
            ---

            The ferry carried [1.24 million](#passengers) people.[^port]

            [^port]: Harbour log, 2024

            [^mail]: Letter, 2023
        "#]],
        );
    }

    #[test]
    fn a_name_that_cannot_be_is_explained() {
        check(
            LEDGER,
            "Riders",
            expect![
                "“Riders” cannot be a figure's name: small letters, digits and _ only, a letter first"
            ],
        );
        check(LEDGER, "", expect!["a name cannot be empty"]);
        check(LEDGER, "dogs", expect!["the ledger has a figure dogs already"]);
        check(LEDGER, "sum", expect!["sum is a function of the ledger"]);
        let source = LEDGER.replace("$0", "").replace("[^port]:", "[^po$0rt]:");
        check(
            &source,
            "the port",
            expect!["“the port” cannot be a source's id: letters, digits, -, _ and . only"],
        );
        check(&source, "Mail", expect!["there is a source Mail already"]);
        check(PEOPLE, "olga", expect!["a name needs a capital letter, or it is not read as one"]);
        check(PEOPLE, "Olga *Brand*", expect!["“*” does not belong in a name"]);
        check(PEOPLE, " ", expect!["a name cannot be empty"]);
        check(PEOPLE, "Jonas Weller", expect!["Jonas Weller is somebody else in this text"]);
        check(PEOPLE, "Olga Weller", expect!["Jonas Weller is called Weller in this text"]);
    }

    #[test]
    fn a_source_is_renamed_where_it_is_cited() {
        let source = LEDGER.replace("$0", "").replace("people.[^port]", "people.[^po$0rt]");
        check(
            &source,
            "log",
            expect![[r#"
            ---
            figures:
              riders: 1.24 million riders; 2024; log
              dogs: 40 dogs
              rest: = sum(riders, dogs)
            assert:
              - dogs < riders
            ---

            The ferry carried [1.24 million](#riders) people.[^log]

            [^log]: Harbour log, 2024

            [^mail]: Letter, 2023
        "#]],
        );
    }

    const PEOPLE: &str = "---\npeople:\n  - Olga Brandt, harbour master\n---\n\n# BRANDT warns of storms\n\n\"It sank,\" said Olga Br$0andt. \"It did,\" said Jonas Weller. \"So it did,\" Brandt said. Brandt's boat, built in Brandtstadt, was near.\n";

    #[test]
    fn a_full_name_takes_the_surname_along() {
        check(
            PEOPLE,
            "Olga Brand",
            expect![[r#"
                ---
                people:
                  - Olga Brand, harbour master
                ---

                # BRAND warns of storms

                "It sank," said Olga Brand. "It did," said Jonas Weller. "So it did," Brand said. Brand's boat, built in Brandtstadt, was near.
            "#]],
        );
    }

    #[test]
    fn a_longer_name_still_ends_in_the_surname() {
        check(
            PEOPLE,
            "Olga Maria Brand",
            expect![[r#"
                ---
                people:
                  - Olga Maria Brand, harbour master
                ---

                # BRAND warns of storms

                "It sank," said Olga Maria Brand. "It did," said Jonas Weller. "So it did," Brand said. Brand's boat, built in Brandtstadt, was near.
            "#]],
        );
    }

    #[test]
    fn a_surname_changes_in_full_names_too() {
        let text = PEOPLE.replace("$0", "").replace("did,\" Brandt", "did,\" Bra$0ndt");
        check(
            &text,
            "van Dyk",
            expect![[r#"
                ---
                people:
                  - Olga van Dyk, harbour master
                ---

                # VAN DYK warns of storms

                "It sank," said Olga van Dyk. "It did," said Jonas Weller. "So it did," van Dyk said. van Dyk's boat, built in Brandtstadt, was near.
            "#]],
        );
    }

    #[test]
    fn somebody_else_of_that_surname_stays() {
        check(
            "# Ferry\n\n\"It sank,\" said Olga Bra$0ndt. \"It rose,\" said Jonas Brandt.\n",
            "Olga Brand",
            expect![[r#"
                # Ferry

                "It sank," said Olga Brand. "It rose," said Jonas Brandt.
            "#]],
        );
    }

    #[test]
    fn what_has_no_name_is_not_renamed() {
        check("# Fer$0ry\n\nIt sank.\n", "boat", expect!["nothing is named here"]);
    }
}
