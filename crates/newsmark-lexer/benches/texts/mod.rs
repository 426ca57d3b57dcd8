//! Texts to measure with, made by code and the same on every machine.
//!
//! Sentences are drawn from patterns, and their words from lists, so that a processor cannot learn the
//! text by heart as it would learn one paragraph repeated. The other texts are the least kind that
//! somebody can paste: one line, of one sort of character.

use std::fmt;

/// A text to measure with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sample {
    /// News without many numbers.
    Prose,
    /// News in which every sentence has some.
    Numbers,
    /// Chinese, with figures.
    Chinese,
    /// One line of these characters, again and again.
    Line(&'static str),
}

/// What reads like news.
pub(crate) const NEWS: [Sample; 3] = [Sample::Prose, Sample::Numbers, Sample::Chinese];

/// What does not.
pub(crate) const LINES: [Sample; 17] = [
    Sample::Line("the harbour "),
    Sample::Line("\""),
    Sample::Line("”"),
    Sample::Line("["),
    Sample::Line("](#"),
    Sample::Line("7"),
    Sample::Line("1,"),
    Sample::Line("12,"),
    Sample::Line("1,234."),
    Sample::Line("1.5"),
    Sample::Line("a'"),
    Sample::Line("é’"),
    Sample::Line("(-"),
    Sample::Line("a."),
    Sample::Line("a "),
    Sample::Line("é "),
    Sample::Line("🚢"),
];

impl Sample {
    /// A text of at least this many bytes, and hardly more.
    pub(crate) fn text(self, size: usize) -> String {
        match self {
            Sample::Prose => news(size, PROSE),
            Sample::Numbers => news(size, NUMBERS),
            Sample::Chinese => news(size, CHINESE),
            Sample::Line(piece) => piece.repeat(size.div_ceil(piece.len())),
        }
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sample::Prose => f.write_str("prose"),
            Sample::Numbers => f.write_str("number-dense prose"),
            Sample::Chinese => f.write_str("Chinese"),
            Sample::Line(piece) => write!(f, "a line of {piece}"),
        }
    }
}

/// Articles of a headline and twelve paragraphs, of one to four sentences each.
fn news(size: usize, patterns: &[&'static str]) -> String {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut text = String::with_capacity(size + 2000);
    let mut n_paragraphs = 0;
    while text.len() < size {
        if n_paragraphs % 13 == 0 {
            text += "# ";
            let pattern = dice.pick(patterns);
            dice.write_sentence(pattern, &mut text);
        } else {
            for _ in 0..=dice.throw(4) {
                let pattern = dice.pick(patterns);
                dice.write_sentence(pattern, &mut text);
                text.push(' ');
            }
            text.pop();
        }
        text += "\n\n";
        n_paragraphs += 1;
    }
    text
}

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        list[self.throw(list.len() as u64) as usize]
    }

    /// Writes a sentence: `N` is a noun, `V` a verb, `A` an adjective, `P` a person, `L` a place, `M` a month,
    /// `0` a figure, `9` a large one, `5` a decimal one.
    fn write_sentence(&mut self, pattern: &str, text: &mut String) {
        for character in pattern.chars() {
            match character {
                'N' => *text += self.pick(NOUNS),
                'V' => *text += self.pick(VERBS),
                'A' => *text += self.pick(ADJECTIVES),
                'P' => *text += self.pick(PEOPLE),
                'L' => *text += self.pick(PLACES),
                'M' => *text += self.pick(MONTHS),
                '0' => *text += &(2 + self.throw(97)).to_string(),
                '9' => {
                    let number = 1_000 + self.throw(899_000);
                    *text += &format!("{},{:03}", number / 1000, number % 1000);
                }
                '5' => *text += &format!("{}.{}", self.throw(99), self.throw(10)),
                _ => text.push(character),
            }
        }
    }
}

const PROSE: &[&str] = &[
    "the N and the N of L V a A N last M, after the N had V its N.",
    "“we V the N for the A N,” said P, the N of the A N in L.",
    "P V that the N would not V without a A N from the N.",
    "residents of L V the A N in M, but the N V that it is too A for most of them.",
    "it's the N's A N, and nobody in L V why the N V so late.",
    "the A N — a N of the A N — V the N, P told the N on Tuesday.",
    "in L, where the N V in the spring, P V the A N with her N and a A N.",
    "the N is A (the N says otherwise), and its N V in M.",
    "since then P has V a A N; the N of L has V one too.",
    "critics of the N V the A N, which P V as \"a A N that nobody V\".",
    "a N for the N did not V to a request from the A N.",
    "the A N V 0 of the N this year, according to the N.",
];

const NUMBERS: &[&str] = &[
    "the N of L V 9 riders in 2024, up 5 percent from 9 a year earlier, P said.",
    "sales of A N rose 5% to $5 million in M, from $5 million in the year to M 2023.",
    "of the 9 people in L, 9 were A and 9 were not, the N said on M 12, 2025.",
    "the N V between 0 and 0 N at €9 each, or about 5 percentage points more than in 2019.",
    "about 5 million people, 5 percent of the total, V the N in 2023-24, compared with 5 million in 2022.",
    "at 7:30 p.m. on M 4, 0 N were A, among them 0 children aged 5 to 17.",
    "the A N, 5 km long and 0 m wide, V 9 tonnes (5m lb) of N a day.",
    "one in five N, or 5 percent, V more than £9; a third V less than £0.",
    "L V 0-0 against L on M 21, in front of 9 people, 9 fewer than in 2018.",
    "the price of a N fell by 5 cents to $5 a litre, its lowest since M 2021, and ½ of what P V.",
];

const CHINESE: &[&str] = &[
    "港务局周五表示,渡轮去年运送乘客0万人次,比上年增长5%。",
    "“我们没有料到夜班船会坐满,”港务局局长林安说,“人们喜欢被送回家。”",
    "全市0个区的居民人数达到9人,其中60岁及以上的占5%。",
    "市议会将于4月就票价进行表决,新码头预计耗资5亿元。",
];

const NOUNS: &[&str] = &[
    "harbour",
    "council",
    "ferry",
    "minister",
    "report",
    "bridge",
    "school",
    "hospital",
    "budget",
    "market",
    "company",
    "factory",
    "farmers",
    "voters",
    "court",
    "judge",
    "police",
    "airport",
    "railway",
    "drought",
    "government",
    "spokeswoman",
    "authority",
    "passengers",
    "engineers",
    "shareholders",
    "researchers",
    "library",
    "orchestra",
    "season",
    "weather",
    "fishermen",
    "neighbourhood",
    "programme",
    "inquiry",
];

const VERBS: &[&str] = &[
    "opened",
    "reached",
    "said",
    "expected",
    "told",
    "rose",
    "built",
    "closed",
    "refused",
    "promised",
    "understood",
    "criticised",
    "inspected",
    "believed",
    "remembered",
    "announced",
    "carried",
    "lost",
    "overturned",
    "negotiated",
    "want",
    "described",
];

const ADJECTIVES: &[&str] = &[
    "new",
    "local",
    "late",
    "record",
    "expensive",
    "unpopular",
    "narrow",
    "public",
    "quiet",
    "independent",
    "controversial",
    "northern",
    "temporary",
    "elderly",
    "well-known",
    "unfinished",
    "extraordinary",
];

const PEOPLE: &[&str] = &[
    "Anna Lind",
    "Ines Marlow",
    "R. Alder",
    "Mr Okafor",
    "Tomás Quiroga",
    "Chen Wei",
    "Mary O’Dowd",
    "Dr. Farid Haddad",
    "Professor Yamada",
    "Lena Østby",
];

const PLACES: &[&str] = &[
    "Port Morrow",
    "Saltmarsh",
    "the U.S.",
    "Gull Quay",
    "northern Vesland",
    "São Tirso",
    "Kingsbury",
];

const MONTHS: &[&str] = &["January", "March", "April", "May", "August", "October", "December"];
