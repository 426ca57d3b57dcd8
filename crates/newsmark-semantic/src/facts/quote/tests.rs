//! Who says what, as a reader would put it: text in, quotations with their speakers and the people out.

use std::fmt::Write;

use expect_test::{Expect, expect};

use crate::{Settings, analyze};

fn check(text: &str, expect: Expect) {
    let analysis = analyze(text, &Settings::default());
    let facts = &analysis.facts;
    let mut dump = String::new();
    for article in &facts.articles {
        for quote in &article.quotes {
            let open = if quote.closed { "" } else { " (open)" };
            write!(dump, "{}{open} {}", quote.kind.word(), facts.words(quote.range)).unwrap_or(());
            if let Some(speaker) = &quote.speaker {
                let name = speaker.name.as_deref().unwrap_or("?");
                write!(dump, " <- {name}, {}", speaker.found.word()).unwrap_or(());
                if let Some(mention) = speaker.mention {
                    write!(dump, " '{}'", facts.words(mention)).unwrap_or(());
                }
            }
            if let Some(cue) = quote.cue {
                write!(dump, ", {}", facts.words(cue)).unwrap_or(());
            }
            dump.push('\n');
        }
        for person in &article.people {
            let mentions: Vec<&str> =
                person.mentions.iter().map(|&mention| facts.words(mention)).collect();
            let role = person.role.as_deref().unwrap_or("-");
            let (name, family) = (&person.name, &person.family_name);
            writeln!(dump, "* {name} [{family}] ({role}): {}", mentions.join(", ")).unwrap_or(());
        }
    }
    expect.assert_eq(&dump);
}

#[test]
fn the_speaker_stands_before_behind_or_inside() {
    check(
        "“We sail at noon,” said Tove Arnesen.",
        expect![[r#"
        direct “We sail at noon,” <- Tove Arnesen, full name 'Tove Arnesen', said
        * Tove Arnesen [Arnesen] (-): Tove Arnesen
    "#]],
    );
    check(
        "Tove Arnesen said, “We sail at noon.”",
        expect![[r#"
        direct “We sail at noon.” <- Tove Arnesen, full name 'Tove Arnesen', said
        * Tove Arnesen [Arnesen] (-): Tove Arnesen
    "#]],
    );
    check(
        "“We sail,” Tove Arnesen said, “at noon.” “Not before.”",
        expect![[r#"
        direct “We sail,” <- Tove Arnesen, full name 'Tove Arnesen', said
        partial “at noon.” <- Tove Arnesen, full name 'Tove Arnesen', said
        direct “Not before.” <- Tove Arnesen, full name 'Tove Arnesen'
        * Tove Arnesen [Arnesen] (-): Tove Arnesen
    "#]],
    );
}

#[test]
fn an_analyst_is_named_in_full_and_then_by_surname() {
    check(
        "TEHRAN (Agency) -- The three sides met again this week, which Foad Izadi, an analyst in \
         Tehran, called a sign of patience.\n\n\
         \"Nobody expected a deal in one day,\" Izadi told China Global Television Network (CGTN). \
         He described the \"new proposal\" of the other side as \"an old letter in a fresh \
         envelope.\"\n\n\
         Vice Foreign Minister Ma Zhaoxu received Kazem Gharibabadi and Ryabkov Sergey Alexeevich \
         on Friday. Ma said the door stood \"wide open.\"\n\n\
         Foreign Minister Abbas Araqchi spoke to Araqchi's counterparts by telephone.",
        expect![[r#"
            direct "Nobody expected a deal in one day," <- Foad Izadi, surname 'Izadi', told
            scare "new proposal"
            partial "an old letter in a fresh envelope." <- Foad Izadi, pronoun 'He', described
            partial "wide open." <- Ma Zhaoxu, surname 'Ma', said
            * Foad Izadi [Izadi] (analyst in Tehran): Foad Izadi, Izadi
            * Ma Zhaoxu [Ma] (Vice Foreign Minister): Ma Zhaoxu, Ma
            * Abbas Araqchi [Araqchi] (Foreign Minister): Abbas Araqchi, Araqchi
        "#]],
    );
}

#[test]
fn the_hearer_is_not_the_speaker() {
    check(
        "“The pier is gone,” Ines Rocha told Herald reporter Max Weil.",
        expect![[r#"
        direct “The pier is gone,” <- Ines Rocha, full name 'Ines Rocha', told
        * Ines Rocha [Rocha] (-): Ines Rocha
        * Max Weil [Weil] (Herald reporter): Max Weil
    "#]],
    );
    check(
        "Ines Rocha, who followed Max Weil as mayor, told voters: “The pier is gone.”",
        expect![[r#"
            direct “The pier is gone.” <- Ines Rocha, full name 'Ines Rocha', told
            * Ines Rocha [Rocha] (-): Ines Rocha
        "#]],
    );
}

#[test]
fn carried_words_belong_to_who_spoke_them() {
    check(
        "“It was a misprint,” Ines Rocha was quoted as saying by a radio station.",
        expect![[r#"
            direct “It was a misprint,” <- Ines Rocha, full name 'Ines Rocha', saying
            * Ines Rocha [Rocha] (-): Ines Rocha
        "#]],
    );
    check(
        "“It was a misprint,” the Harbour Gazette quoted Ines Rocha as saying.",
        expect![[r#"
        direct “It was a misprint,” <- Ines Rocha, full name 'Ines Rocha', saying
        * Ines Rocha [Rocha] (-): Ines Rocha
    "#]],
    );
}

#[test]
fn documents_and_bodies_speak() {
    check(
        "“Two bolts were missing,” the ministry said.",
        expect![[r#"
        direct “Two bolts were missing,” <- the ministry, description 'the ministry', said
    "#]],
    );
    check(
        "The audit came out on Monday. “Two bolts were missing,” it said.",
        expect![[r#"
        direct “Two bolts were missing,” <- The audit, pronoun 'it', said
    "#]],
    );
    check(
        "The bridge “was not inspected” for years, according to an internal memo.",
        expect![[r#"
            partial “was not inspected” <- an internal memo, description 'an internal memo', according to
        "#]],
    );
    check(
        "The Coastal Ferry Safety Board (CFSB) met twice. “We found two causes,” the CFSB said.",
        expect![[r#"
            direct “We found two causes,” <- Coastal Ferry Safety Board, description 'CFSB', said
        "#]],
    );
}

#[test]
fn pronouns_stand_for_whom_the_article_is_about() {
    check(
        "Ines Rocha met Clara Hult at the pier. Hult had the plans. “I drew them,” she said.",
        expect![[r#"
            direct “I drew them,” <- Clara Hult, pronoun 'she', said
            * Clara Hult [Hult] (-): Clara Hult, Hult
        "#]],
    );
    check(
        "“It was dark,” Max Weil said. He then rang Jonas Kern.\n\n“I woke him up,” he said.",
        expect![[r#"
            direct “It was dark,” <- Max Weil, full name 'Max Weil', said
            direct “I woke him up,” <- Max Weil, pronoun 'he', said
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
    check(
        "“I heard the beam crack,” she said. Clara Hult, 41, was in the kitchen.",
        expect![[r#"
        direct “I heard the beam crack,” <- Clara Hult, pronoun 'she', said
        * Clara Hult [Hult] (-): Clara Hult
    "#]],
    );
}

#[test]
fn bare_quotations_follow_the_one_before_or_a_new_person() {
    check(
        "“Nobody called us,” said Max Weil, a fisherman.\n\n“By noon the ice was gone.”",
        expect![[r#"
            direct “Nobody called us,” <- Max Weil, full name 'Max Weil', said
            direct “By noon the ice was gone.” <- Max Weil, quote before
            * Max Weil [Weil] (fisherman): Max Weil
        "#]],
    );
    check(
        "“We will stay,” Max Weil said.\n\nHis neighbour, Clara Hult, was less sure.\n\n“I am too old for this.”",
        expect![[r#"
            direct “We will stay,” <- Max Weil, full name 'Max Weil', said
            direct “I am too old for this.” <- Clara Hult, sentence before
            * Max Weil [Weil] (-): Max Weil
            * Clara Hult [Hult] (His neighbour): Clara Hult
        "#]],
    );
    check(
        "Clara Hult shook her head. “They never asked.”",
        expect![[r#"
        direct “They never asked.” <- Clara Hult, sentence before 'Clara Hult'
        * Clara Hult [Hult] (-): Clara Hult
    "#]],
    );
}

#[test]
fn a_running_quotation_has_one_speaker() {
    check(
        "“The ice will hold,” Max Weil said. “We drilled twice.\n\n“And we will drill again in March.”",
        expect![[r#"
            direct “The ice will hold,” <- Max Weil, full name 'Max Weil', said
            direct (open) “We drilled twice. <- Max Weil, full name 'Max Weil'
            running “And we will drill again in March.” <- Max Weil, quote before 'Max Weil'
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
}

#[test]
fn a_colon_leads_into_the_next_paragraph() {
    check(
        "The harbour board said in a letter to all owners:\n\n“Boats must leave by noon on Monday.”",
        expect![[r#"
            direct “Boats must leave by noon on Monday.” <- The harbour board, description 'The harbour board', said
        "#]],
    );
}

#[test]
fn words_at_arms_length_have_no_speaker() {
    check(
        "The “silent” ferry woke the whole island.",
        expect![[r#"
        scare “silent”
    "#]],
    );
    check(
        "Her first novel, “The Salt Garden,” sold 900 copies.",
        expect![[r#"
        title “The Salt Garden,”
    "#]],
    );
    check(
        "Officials dropped the term “managed decline” from the map.",
        expect![[r#"
        scare “managed decline”
    "#]],
    );
    check(
        "No minister has ever stood up to say “I was wrong” in this room.",
        expect![[r#"
        scare “I was wrong”, say
    "#]],
    );
    check(
        "On “Harbour Watch,” Ines Rocha said the pier would open.",
        expect![[r#"
        title “Harbour Watch,”
    "#]],
    );
}

#[test]
fn part_of_a_sentence_goes_to_whom_its_verb_names() {
    check(
        "Weil called the cut “reckless,” while Hult said it was “overdue.”",
        expect![[r#"
            partial “reckless,” <- Weil, surname 'Weil', called
            partial “overdue.” <- Hult, surname 'Hult', said
        "#]],
    );
    check(
        "Clara Hult rejected the plan as “a gift to smugglers.”",
        expect![[r#"
        partial “a gift to smugglers.” <- Clara Hult, full name 'Clara Hult', rejected
        * Clara Hult [Hult] (-): Clara Hult
    "#]],
    );
    check(
        "Clara Hult denied having called the judge “a puppet.”",
        expect![[r#"
        partial “a puppet.” <- Clara Hult, full name 'Clara Hult', called
        * Clara Hult [Hult] (-): Clara Hult
    "#]],
    );
}

#[test]
fn marks_pair_by_kind_and_place() {
    check(
        "‘It’s the dogs’ home that’s closing,’ said Pat Lowe.",
        expect![[r#"
        direct ‘It’s the dogs’ home that’s closing,’ <- Pat Lowe, full name 'Pat Lowe', said
        * Pat Lowe [Lowe] (-): Pat Lowe
    "#]],
    );
    check(
        "The 12\" pipe burst at 6'2\" below ground. \"It was loud,\" Pat Lowe said.",
        expect![[r#"
            direct "It was loud," <- Pat Lowe, full name 'Pat Lowe', said
            * Pat Lowe [Lowe] (-): Pat Lowe
        "#]],
    );
    check(
        "„Das Eis hält“, sagte er. « Le port est fermé », said Pat Lowe.",
        expect![[r#"
        scare „Das Eis hält“
        partial « Le port est fermé » <- Pat Lowe, full name 'Pat Lowe', said
        * Pat Lowe [Lowe] (-): Pat Lowe
    "#]],
    );
    check(
        "“He looked up and said, ‘Not again,’” Pat Lowe recalled.",
        expect![[r#"
        direct “He looked up and said, ‘Not again,’” <- Pat Lowe, full name 'Pat Lowe', recalled
        * Pat Lowe [Lowe] (-): Pat Lowe
    "#]],
    );
    check(
        "“They shouted “get out” at us,” Pat Lowe said.",
        expect![[r#"
        direct “They shouted “get out” at us,” <- Pat Lowe, full name 'Pat Lowe', said
        * Pat Lowe [Lowe] (-): Pat Lowe
    "#]],
    );
    check(
        "““Never again,”” Pat Lowe said. “Look!\" Lowe added.",
        expect![[r#"
            direct ““Never again,”” <- Pat Lowe, full name 'Pat Lowe', said
            direct “Look!" <- Pat Lowe, surname 'Lowe', added
            * Pat Lowe [Lowe] (-): Pat Lowe, Lowe
        "#]],
    );
    check(
        "“Start the engine,” said Lena “Red” Kowalski.",
        expect![[r#"
        direct “Start the engine,” <- Lena Kowalski, full name 'Lena “Red” Kowalski', said
        * Lena Kowalski [Kowalski] (-): Lena “Red” Kowalski
    "#]],
    );
    check(
        "A stray ” mark. \"Fine,\" Pat Lowe said.",
        expect![[r#"
            direct "Fine," <- Pat Lowe, full name 'Pat Lowe', said
            * Pat Lowe [Lowe] (-): Pat Lowe
        "#]],
    );
}

#[test]
fn a_forgotten_mark_costs_its_paragraph_at_most() {
    check(
        "“We lost the boat, Pat Lowe said. Crews left at dawn.\n\n“Fine,” Max Weil said.",
        expect![[r#"
            direct (open) “We lost the boat, <- Pat Lowe, full name 'Pat Lowe', said
            direct “Fine,” <- Max Weil, full name 'Max Weil', said
            * Pat Lowe [Lowe] (-): Pat Lowe
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
    check(
        "“We lost the boat and the nets.\n\nCrews left at dawn.",
        expect![[r#"
        direct (open) “We lost the boat and the nets.
    "#]],
    );
}

#[test]
fn block_quotes_are_signed_by_their_dash_line() {
    check(
        "> The network held when it mattered.\n> — Rhea Stark, commissioner",
        expect![[r#"
        block The network held when it mattered. <- Rhea Stark, dash line 'Rhea Stark'
        * Rhea Stark [Stark] (commissioner): Rhea Stark
    "#]],
    );
    check(
        "“The network held when it mattered.”\n\n— Commissioner Rhea Stark",
        expect![[r#"
        direct “The network held when it mattered.” <- Rhea Stark, dash line 'Rhea Stark'
        * Rhea Stark [Stark] (Commissioner): Rhea Stark
    "#]],
    );
}

#[test]
fn family_names_come_first_in_some_languages() {
    check(
        "Prime Minister Pham Minh Chinh, Kim Jong Un, former leader Lee Kuan Yew, Orbán Viktor and \
         President Tsai Ing-wen met. “Growth will return,” Chinh said. “No,” Kim said. “Perhaps,” \
         Lee said. “Never,” Orbán said. “Soon,” Tsai said.",
        expect![[r#"
            direct “Growth will return,” <- Pham Minh Chinh, surname 'Chinh', said
            direct “No,” <- Kim Jong Un, surname 'Kim', said
            direct “Perhaps,” <- Lee Kuan Yew, surname 'Lee', said
            direct “Never,” <- Orbán Viktor, surname 'Orbán', said
            direct “Soon,” <- Tsai Ing-wen, surname 'Tsai', said
            * Pham Minh Chinh [Chinh] (Prime Minister): Pham Minh Chinh, Chinh
            * Kim Jong Un [Kim] (former leader Lee Kuan Yew): Kim Jong Un, Kim
            * Lee Kuan Yew [Lee] (former leader): Lee Kuan Yew, Lee
            * Orbán Viktor [Orbán] (-): Orbán Viktor, Orbán
            * Tsai Ing-wen [Tsai] (President): Tsai Ing-wen, Tsai
        "#]],
    );
}

#[test]
fn particles_and_double_surnames_stay_together() {
    check(
        "Annelies van den Broek and Luz Ruiz Colmenar signed. “It binds us,” Van den Broek said. \
         “For ten years,” added Ruiz Colmenar.",
        expect![[r#"
            direct “It binds us,” <- Annelies van den Broek, surname 'Van den Broek', said
            direct “For ten years,” <- Luz Ruiz Colmenar, surname 'Ruiz Colmenar', added
            * Annelies van den Broek [van den Broek] (-): Annelies van den Broek, Van den Broek
            * Luz Ruiz Colmenar [Ruiz Colmenar] (-): Luz Ruiz Colmenar, Ruiz Colmenar
        "#]],
    );
}

#[test]
fn two_people_of_one_surname_stay_open() {
    check(
        "Bill Grant and Hilary Grant run the mill. “We are full,” Grant said.",
        expect![[r#"
            direct “We are full,” <- Grant, surname 'Grant', said
        "#]],
    );
    check(
        "Bill Grant and Hilary Grant run the mill. “We are full,” Mrs. Grant said.",
        expect![[r#"
            direct “We are full,” <- Hilary Grant, surname 'Grant', said
            * Hilary Grant [Grant] (-): Hilary Grant, Grant
        "#]],
    );
}

#[test]
fn several_people_may_speak_at_once() {
    check(
        "“We stand by the data,” Inez Reyes and Bao Tran wrote in a letter.",
        expect![[r#"
        direct “We stand by the data,” <- Inez Reyes and Bao Tran, several names 'Inez Reyes and Bao Tran', wrote
    "#]],
    );
}

#[test]
fn anonymous_sources_stay_apart() {
    check(
        "“It is over,” a senior official said. “It is not,” said another official.",
        expect![[r#"
            direct “It is over,” <- a senior official, description 'a senior official', said
            direct “It is not,” <- another official, description 'another official', said
        "#]],
    );
}
