//! Whoever says it, by the words that name them, however the sentence is built.

use crate::{Settings, analyze};

/// Who is named as the speaker of the last quotation; none for nobody.
fn speaker(text: &str) -> Option<String> {
    let analysis = analyze(text, &Settings::default());
    let quote = analysis.facts.articles[0].quotes.last()?;
    Some(analysis.facts.words(quote.speaker.as_ref()?.mention?).to_owned())
}

fn check(text: &str, expected: &str) {
    assert_eq!(speaker(text).as_deref().unwrap_or("nobody"), expected, "{text}");
}

#[test]
fn what_tells_who_somebody_is_does_not_speak() {
    check(
        "In a letter, Tove Arnesen, a former vice president, said it “cost too much.”",
        "Tove Arnesen",
    );
    check("On Monday, Tove Arnesen, the harbour master, said it “cost too much.”", "Tove Arnesen");
    check("In Bergen, Norway, the mayor, Max Weil, said it “cost too much.”", "Max Weil");
    check("In Bergen, Norway, the mayor said it “cost too much.”", "the mayor");
    check("Bergen harbour master, Clara Hult, said it “cost too much.”", "Clara Hult");
    check("“It cost too much,” said Hult’s neighbour, Ines Rocha.", "Ines Rocha");
    check("“It cost too much,” said another resident, 81-year-old Ines Rocha.", "Ines Rocha");
    check("“It cost too much,” said 81-year-old Ines Rocha.", "Ines Rocha");
    check("“It cost too much,” said Clara Hult, an 81-year-old nurse.", "Clara Hult");
}

#[test]
fn names_may_end_in_digits() {
    check("“It cost too much,” said K4 president Clara Hult.", "Clara Hult");
    check("“It cost too much,” said 3M engineer Clara Hult.", "Clara Hult");
    check("“It cost too much,” said Channel 4 presenter Max Weil.", "Max Weil");
    check("“It cost too much,” said a Channel 4 spokeswoman.", "a Channel 4 spokeswoman");
}

#[test]
fn a_member_of_a_house_is_from_somewhere() {
    check("House Speaker Tove Arnesen of Zealand called it “dead.”", "Tove Arnesen");
    check("Democratic Sen. Tove Arnesen of Zealand called it “dead.”", "Tove Arnesen");
}

#[test]
fn when_and_how_it_was_said_lead_into_the_sentence() {
    check("Two weeks ago the mayor told residents: “You are safe.”", "the mayor");
    check("Earlier this month the mayor said it “cost too much.”", "the mayor");
    check("A week later, the mayor, Max Weil, said it “cost too much.”", "Max Weil");
    check("The next day the mayor said it “cost too much.”", "the mayor");
    check(
        "Speaking through an interpreter, the captain, Foad Izadi, said it “cost too much.”",
        "Foad Izadi",
    );
    check("Manning told the board that it “cost too much.”", "Manning");
    check(
        "This week Hult’s lawyer, Max Weil, filed a suit, writing: “She was never told.”",
        "Max Weil",
    );
}

#[test]
fn several_may_say_it() {
    check("Some residents called it “a waste of money.”", "Some residents");
    check("More than 40 residents said it was “noisy at all hours.”", "40 residents");
    check("“Growth will be slow,” wrote analysts led by Olga Brandt.", "analysts");
}

#[test]
fn what_is_reported_without_that_has_its_own_subject() {
    check("Hult said Weil had called the wall “unsafe at any height.”", "Weil");
    check("Hult said the mayor had called the wall “unsafe at any height.”", "the mayor");
    check("Hult said that the mayor had called the wall “unsafe at any height.”", "the mayor");
    check("Hult said by telephone the wall was “unsafe at any height.”", "Hult");
    check("Hult said it was late and called the wall “unsafe at any height.”", "Hult");
}

#[test]
fn words_belong_to_whoever_owns_them() {
    check("Arnesen’s reply was short: “We will never agree to that.”", "Arnesen");
    check("The committee’s conclusion: “It will not work.”", "The committee");
    check("Tove Arnesen heard the ruling. Her answer: “It will not work.”", "Her");
    check("In the words of Clara Hult, it “will never work in a town like this.”", "Clara Hult");
    check("Arnesen’s house was short: “We will never agree to that.”", "Arnesen’s house");
}

#[test]
fn courts_rule() {
    check("Judge Olga Brandt ruled the law was “plainly void.”", "Olga Brandt");
}

#[test]
fn what_nobody_said_is_nobodys() {
    check("Hult did not say the wall was “unsafe.”", "nobody");
    check("Hult declined to say whether the wall was “unsafe.”", "nobody");
    check("Neither Hult nor Weil said the wall was “unsafe.”", "nobody");
    check("Nobody said the wall was “unsafe.”", "nobody");
    check("Hult denied having called the wall “unsafe.”", "Hult");
}

#[test]
fn a_mark_before_a_stop_is_no_initial() {
    let text = "Hult said it “cost too much”. But Eddie Coyle, 40, said it was “cheap.”";
    check(text, "Eddie Coyle");
}

#[test]
fn bodies_speak_by_their_whole_names() {
    check(
        "In a statement, the Port of Bergen called safety “our first concern.”",
        "Port of Bergen",
    );
    check(
        "“Safety comes first,” a Port of Bergen spokesperson said.",
        "a Port of Bergen spokesperson",
    );
    check("Bergen police said the driver had been “extremely lucky.”", "Bergen police");
    check("Hansa Bank economists called it “wishful thinking.”", "Hansa Bank economists");
    check("Hult always called it “wishful thinking.”", "Hult");
    check("Mr and Mrs Weil said they were “overjoyed.”", "Weil");
}

#[test]
fn what_is_called_something_is_no_title() {
    check("Critics called the show “a small miracle.”", "Critics");
    check("Critics called the show “The Small Miracle.”", "nobody");
    check("She wrote the novel “a small miracle.”", "nobody");
}

#[test]
fn words_are_put_described_and_viewed() {
    check("“It is thinking on stilts,” as Brandt put it.", "Brandt");
    check("As Brandt puts it: “It is thinking on stilts.”", "Brandt");
    check("The move, described by Hult as “overdue,” was welcomed by the union.", "Hult");
    check("The move is “overdue,” in the view of Olga Brandt, an economist.", "Olga Brandt");
    check("“A summer of lies” is what the union called the talks.", "the union");
    check("Not so fast, says Olga Brandt of Hansa Bank: “That is a dream.”", "Olga Brandt");
}

#[test]
fn roles_and_letters_are_no_part_of_a_name() {
    check(
        "Passenger Tove Arnesen, from Bergen, said she had been “stuck for hours.”",
        "Tove Arnesen",
    );
    check(
        "The defendant’s barrister, Clara Hult KC, said it was “a stupid mistake.”",
        "Clara Hult",
    );
    check("Shipbuilder Max Weil said it “will never float.”", "Max Weil");
    check("Clara Hult KC said it was “a stupid mistake.”", "Clara Hult");
}

#[test]
fn several_speak_together() {
    check("“One in a million,” Izadi and his colleagues wrote.", "Izadi and his colleagues");
    check("Both Weil and Hult say the ferry “will never float.”", "Weil and Hult");
    check("Someone at the back shouted: “We have to act!”", "Someone at the back");
    check("The authors call the case “one in a million.”", "The authors");
}

#[test]
fn a_sign_says_nothing() {
    check("“We apologise for the delay,” a sign at the station read.", "nobody");
    check(
        "“We apologise for the delay,” a spokesman at the station said.",
        "a spokesman at the station",
    );
}
