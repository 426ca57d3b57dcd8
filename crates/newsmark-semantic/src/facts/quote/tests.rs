//! Who says what, as a reader would put it: text in, quotations with their speakers and the people out.

use std::fmt::Write;

use expect_test::{Expect, expect};

use crate::{Settings, analyze};

mod subjects;

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
            * Ryabkov Sergey Alexeevich [Ryabkov] (-): Ryabkov Sergey Alexeevich
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
            * Max Weil [Weil] (-): Max Weil
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
        "The survey came out on Monday. “Two bolts were missing,” it said.",
        expect![[r#"
            direct “Two bolts were missing,” <- The survey, pronoun 'it', said
        "#]],
    );
    check(
        "The bridge “was never painted” at all, according to a leaked letter.",
        expect![[r#"
            partial “was never painted” <- a leaked letter, description 'a leaked letter', according to
        "#]],
    );
    check(
        "The Coastal Ferry Safety Board (CFSB) sat on Friday. “We found two causes,” the CFSB said.",
        expect![[r#"
            direct “We found two causes,” <- Coastal Ferry Safety Board, description 'CFSB', said
        "#]],
    );
}

#[test]
fn pronouns_stand_for_whom_the_article_is_about() {
    check(
        "Ines Rocha waited for Clara Hult. Hult came with a map. “I drew it at night,” she said.",
        expect![[r#"
            direct “I drew it at night,” <- Clara Hult, pronoun 'she', said
            * Ines Rocha [Rocha] (-): Ines Rocha
            * Clara Hult [Hult] (-): Clara Hult, Hult
        "#]],
    );
    check(
        "“The engine died,” Max Weil said. He later wrote to Jonas Kern.\n\n“I asked for parts,” he said.",
        expect![[r#"
            direct “The engine died,” <- Max Weil, full name 'Max Weil', said
            direct “I asked for parts,” <- Max Weil, pronoun 'he', said
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
    check(
        "“The lights went first,” she said. Clara Hult, 41, was still on deck.",
        expect![[r#"
            direct “The lights went first,” <- Clara Hult, pronoun 'she', said
            * Clara Hult [Hult] (-): Clara Hult
        "#]],
    );
}

#[test]
fn bare_quotations_follow_the_one_before_or_a_new_person() {
    check(
        "“The buoys drifted off,” said Max Weil, a fisherman.\n\n“At dusk we found two.”",
        expect![[r#"
            direct “The buoys drifted off,” <- Max Weil, full name 'Max Weil', said
            direct “At dusk we found two.” <- Max Weil, quote before
            * Max Weil [Weil] (fisherman): Max Weil
        "#]],
    );
    check(
        "“The boats can wait,” Max Weil said.\n\nAnother skipper, Clara Hult, had doubts.\n\n“Mine leaks on both sides.”",
        expect![[r#"
            direct “The boats can wait,” <- Max Weil, full name 'Max Weil', said
            direct “Mine leaks on both sides.” <- Clara Hult, sentence before 'Clara Hult'
            * Max Weil [Weil] (-): Max Weil
            * Clara Hult [Hult] (Another skipper): Clara Hult
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
        "“The nets are mended,” Max Weil said. “The crew is back.\n\n“Even the fuel has come.”",
        expect![[r#"
            direct “The nets are mended,” <- Max Weil, full name 'Max Weil', said
            direct (open) “The crew is back. <- Max Weil, full name 'Max Weil'
            running “Even the fuel has come.” <- Max Weil, quote before 'Max Weil'
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
        "His second film, “The Salt Garden,” ran for a week.",
        expect![[r#"
        title “The Salt Garden,”
    "#]],
    );
    check(
        "The board struck the word “shrinkage” from its report.",
        expect![[r#"
            word “shrinkage”
        "#]],
    );
    check(
        "No captain has ever come back to say “I misread the chart” in this port.",
        expect![[r#"
            unsaid “I misread the chart”, say
        "#]],
    );
    check(
        "On “Harbour Watch,” Ines Rocha said the pier would open.",
        expect![[r#"
            title “Harbour Watch,”
            * Ines Rocha [Rocha] (-): Ines Rocha
        "#]],
    );
}

#[test]
fn part_of_a_sentence_goes_to_whom_its_verb_names() {
    check(
        "Weil called the toll “shameless,” while Hult said it was “fair.”",
        expect![[r#"
            partial “shameless,” <- Weil, surname 'Weil', called
            partial “fair.” <- Hult, surname 'Hult', said
        "#]],
    );
    check(
        "Clara Hult dismissed the offer as “a present for pirates.”",
        expect![[r#"
            partial “a present for pirates.” <- Clara Hult, full name 'Clara Hult', dismissed
            * Clara Hult [Hult] (-): Clara Hult
        "#]],
    );
    check(
        "Clara Hult denied having called the mayor “a clown.”",
        expect![[r#"
            partial “a clown.” <- Clara Hult, full name 'Clara Hult', called
            * Clara Hult [Hult] (-): Clara Hult
        "#]],
    );
}

#[test]
fn marks_pair_by_kind_and_place() {
    check(
        "‘It’s the boys’ club that’s moving,’ said Pat Lowe.",
        expect![[r#"
        direct ‘It’s the boys’ club that’s moving,’ <- Pat Lowe, full name 'Pat Lowe', said
        * Pat Lowe [Lowe] (-): Pat Lowe
    "#]],
    );
    check(
        "The 14\" cable lay 5'3\" under the road. \"Nobody knew,\" Pat Lowe said.",
        expect![[r#"
            direct "Nobody knew," <- Pat Lowe, full name 'Pat Lowe', said
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
        "“My aunt wrote, ‘Sell it,’” Pat Lowe recalled.",
        expect![[r#"
            direct “My aunt wrote, ‘Sell it,’” <- Pat Lowe, full name 'Pat Lowe', recalled
            * Pat Lowe [Lowe] (-): Pat Lowe
        "#]],
    );
    check(
        "“The sign says “keep off” in red,” Pat Lowe said.",
        expect![[r#"
        direct “The sign says “keep off” in red,” <- Pat Lowe, full name 'Pat Lowe', said
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
        "“Lift the anchor,” said Marta “Blue” Novotny.",
        expect![[r#"
            direct “Lift the anchor,” <- Marta Novotny, full name 'Marta “Blue” Novotny', said
            * Marta Novotny [Novotny] (-): Marta “Blue” Novotny
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
        "“The mast came down, Pat Lowe said. Rain set in later.\n\n“Fine,” Max Weil said.",
        expect![[r#"
            direct (open) “The mast came down, <- Pat Lowe, full name 'Pat Lowe', said
            direct “Fine,” <- Max Weil, full name 'Max Weil', said
            * Pat Lowe [Lowe] (-): Pat Lowe
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
    check(
        "“The mast and the sails came down.\n\nRain set in later.",
        expect![[r#"
            direct (open) “The mast and the sails came down.
        "#]],
    );
}

#[test]
fn block_quotes_are_signed_by_their_dash_line() {
    check(
        "> The pumps ran all night.\n> — Olga Brandt, commissioner",
        expect![[r#"
            block The pumps ran all night. <- Olga Brandt, dash line 'Olga Brandt'
            * Olga Brandt [Brandt] (commissioner): Olga Brandt
        "#]],
    );
    check(
        "“The pumps ran all night.”\n\n— Commissioner Olga Brandt",
        expect![[r#"
            direct “The pumps ran all night.” <- Olga Brandt, dash line 'Olga Brandt'
            * Olga Brandt [Brandt] (Commissioner): Olga Brandt
        "#]],
    );
}

#[test]
fn family_names_come_first_in_some_languages() {
    check(
        "Prime Minister Pham Minh Chinh, Kim Jong Un, former leader Lee Kuan Yew, Orbán Viktor and \
         President Tsai Ing-wen met. “Trade will grow,” Chinh said. “No,” Kim said. “Perhaps,” \
         Lee said. “Never,” Orbán said. “Soon,” Tsai said.",
        expect![[r#"
            direct “Trade will grow,” <- Pham Minh Chinh, surname 'Chinh', said
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
        "Saskia van der Meer and Pilar Soto Galindo signed. “The deal stands,” Van der Meer said. \
         “For now,” added Soto Galindo.",
        expect![[r#"
            direct “The deal stands,” <- Saskia van der Meer, surname 'Van der Meer', said
            direct “For now,” <- Pilar Soto Galindo, surname 'Soto Galindo', added
            * Saskia van der Meer [van der Meer] (-): Saskia van der Meer, Van der Meer
            * Pilar Soto Galindo [Soto Galindo] (-): Pilar Soto Galindo, Soto Galindo
        "#]],
    );
}

#[test]
fn two_people_of_one_surname_stay_open() {
    check(
        "Karl Frost and Helen Frost keep the inn. “No bed is free,” Frost said.",
        expect![[r#"
            direct “No bed is free,” <- Frost, surname 'Frost', said
            * Karl Frost [Frost] (-): Karl Frost
            * Helen Frost [Frost] (-): Helen Frost
        "#]],
    );
    check(
        "Karl Frost and Helen Frost keep the inn. “No bed is free,” Mrs. Frost said.",
        expect![[r#"
            direct “No bed is free,” <- Helen Frost, surname 'Frost', said
            * Karl Frost [Frost] (-): Karl Frost
            * Helen Frost [Frost] (-): Helen Frost, Frost
        "#]],
    );
}

#[test]
fn several_people_may_speak_at_once() {
    check(
        "“We signed it ourselves,” Nora Falk and Emil Sand wrote in a letter.",
        expect![[r#"
            direct “We signed it ourselves,” <- Nora Falk and Emil Sand, several names 'Nora Falk and Emil Sand', wrote
            * Nora Falk [Falk] (-): Nora Falk
            * Emil Sand [Sand] (-): Emil Sand
        "#]],
    );
}

#[test]
fn anonymous_sources_stay_apart() {
    check(
        "“The talks failed,” a junior envoy said. “They did not,” said another envoy.",
        expect![[r#"
            direct “The talks failed,” <- a junior envoy, description 'a junior envoy', said
            direct “They did not,” <- another envoy, description 'another envoy', said
        "#]],
    );
}

#[test]
fn words_on_a_sign_and_words_never_spoken_have_no_speaker() {
    check(
        "Rocha held a banner that read “Free the ferries.”",
        expect![[r#"
        placard “Free the ferries.”
    "#]],
    );
    check(
        "He nodded as if to say “Who else?”",
        expect![[r#"
        unsaid “Who else?”, say
    "#]],
    );
    check(
        "No captain ever came back to say “It was calm.”",
        expect![[r#"
        unsaid “It was calm.”, say
    "#]],
    );
    check(
        "She spoke on Harbour Radio's “Morning Tide,” Max Weil said.",
        expect![[r#"
        title “Morning Tide,”
        * Max Weil [Weil] (-): Max Weil
    "#]],
    );
    check(
        "“The pier is gone,” Max Weil told “Tide and Time,” a podcast.",
        expect![[r#"
        direct “The pier is gone,” <- Max Weil, full name 'Max Weil', told
        title “Tide and Time,”
        * Max Weil [Weil] (-): Max Weil
    "#]],
    );
    check(
        "Max Weil tells the story in his memoir, “Salt in the Bread.”",
        expect![[r#"
        title “Salt in the Bread.”
        * Max Weil [Weil] (-): Max Weil
    "#]],
    );
    check(
        "Max Weil called his rival “Little Captain” twice.",
        expect![[r#"
        partial “Little Captain” <- Max Weil, full name 'Max Weil', called
        * Max Weil [Weil] (-): Max Weil
    "#]],
    );
}

#[test]
fn what_is_reported_last_leads_into_the_next_paragraph() {
    check(
        "“It is calm,” Max Weil said.\n\nThe harbour board said that boats would stay in port.\n\n\
         “The wind will be back by noon.”",
        expect![[r#"
            direct “It is calm,” <- Max Weil, full name 'Max Weil', said
            direct “The wind will be back by noon.” <- The harbour board, description 'The harbour board'
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
    check(
        "Max Weil shook his head, he looked at the pier and said, “It holds.” Instead, “it fell.”",
        expect![[r#"
            direct “It holds.” <- Max Weil, pronoun 'he', said
            direct “it fell.” <- Max Weil, pronoun 'he'
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
    check(
        "In an interview, Max Weil, who built the pier, said Rocha “knew of the cracks.”",
        expect![[r#"
            partial “knew of the cracks.” <- Max Weil, full name 'Max Weil', said
            * Max Weil [Weil] (-): Max Weil
        "#]],
    );
}

#[test]
fn a_name_listed_in_the_front_matter_is_the_full_name() {
    check(
        "---\npeople:\n  Ines Rocha: mayor of Northport\n  weil:\n    name: Max Weil\n    role: skipper\n  \
         hult: Clara Hult, judge\n---\n\n“It holds,” Rocha said. “It does,” said the mayor. \
         Weil said “never.” Hult agreed.",
        expect![[r#"
            direct “It holds,” <- Ines Rocha, surname 'Rocha', said
            direct “It does,” <- Ines Rocha, description 'the mayor', said
            partial “never.” <- Max Weil, surname 'Weil', said
            * Ines Rocha [Rocha] (mayor of Northport): Rocha
            * Max Weil [Weil] (skipper): Weil
            * Clara Hult [Hult] (judge): Hult
        "#]],
    );
}

#[test]
fn a_letter_behind_a_word_makes_no_person() {
    check(
        "Band D households pay more, Dora Finch, the treasurer, said. “It closes a gap,” she said. \
         Malcolm X was quoted too.",
        expect![[r#"
            direct “It closes a gap,” <- ?, pronoun 'she', said
            * Dora Finch [Finch] (treasurer): Dora Finch
        "#]],
    );
}

#[test]
fn what_is_told_a_body_and_a_trade_are_nobody() {
    check(
        "The charity Victim Line was pleased, though its director, Jo Mbeki-Stone, warned against hopes. “What she wants is \
         money,” she said.",
        expect![[r#"
            direct “What she wants is money,” <- Jo Mbeki-Stone, pronoun 'she', said
            * Jo Mbeki-Stone [Mbeki-Stone] (its director): Jo Mbeki-Stone
        "#]],
    );
    check(
        "Fishermen, who compete with otters, are wary. Two members, Tom Brightwell and Ann Lee, abstained. “I will wait,” said Lee.",
        expect![[r#"
            direct “I will wait,” <- Ann Lee, surname 'Lee', said
            * Tom Brightwell [Brightwell] (-): Tom Brightwell
            * Ann Lee [Lee] (-): Ann Lee, Lee
        "#]],
    );
}

#[test]
fn who_is_named_behind_a_description_speaks() {
    check(
        "“Half have had no increase,” said its director, Maarten Deckers. “Every death could have been prevented,” the agency's \
         chief epidemiologist, Dr Astrid Mellbye, told reporters.",
        expect![[r#"
            direct “Half have had no increase,” <- Maarten Deckers, full name 'Maarten Deckers', said
            direct “Every death could have been prevented,” <- Astrid Mellbye, description 'the agency's chief epidemiologist', told
            * Maarten Deckers [Deckers] (its director): Maarten Deckers
            * Astrid Mellbye [Mellbye] (agency's chief epidemiologist): Astrid Mellbye
        "#]],
    );
}
