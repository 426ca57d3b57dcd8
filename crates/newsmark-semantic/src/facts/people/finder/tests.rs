//! What a name's neighbours say its bearer is.

use crate::{Settings, analyze};

fn check(text: &str, role: &str) {
    let analysis = analyze(text, &Settings::default());
    let person = analysis.facts.articles[0].people.last();
    let found = person.and_then(|person| person.role.as_deref()).unwrap_or("nobody");
    assert_eq!(found, role, "{text}");
}

#[test]
fn a_role_has_whole_words() {
    check("The board thanked 17-time winner Clara Hult.", "17-time winner");
    check("The board backed under-fire manager Max Weil.", "under-fire manager");
    check("The board named former skipper Max Weil.", "former skipper");
}

#[test]
fn what_somebody_does_is_no_role() {
    check("The side will miss Max Weil on Sunday.", "nobody");
    check("Max Weil, pictured in May, did not speak.", "nobody");
    check("Max Weil, retired nurse, did not speak.", "retired nurse");
}
