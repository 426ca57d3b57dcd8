//! Texts that nobody would write, made from some that somebody did: always the same ones.

/// Draws texts: each is one of the corpus with a few cuts, doublings and insertions.
pub struct Mutations<'c> {
    corpus: &'c [String],
    state: u64,
}

/// What is typed or pasted in the middle of things.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    " ",
    "\u{A0}",
    "\u{FEFF}",
    "\0",
    "---\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "| ",
    "|---|\n",
    "```\n",
    "`",
    "<!--",
    "-->",
    "<!-- ok: ",
    "[",
    "[^",
    "]",
    "](",
    "](#",
    "]: ",
    ")",
    "{++",
    "++}",
    "{--",
    "*",
    "**",
    "_",
    "\\",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "…",
    ".",
    ",",
    ":",
    ";",
    "—",
    "–",
    "-",
    "−",
    "$",
    "%",
    "½",
    "1",
    "0",
    ",000",
    "1.5",
    " million",
    " percent",
    " from ",
    " to ",
    "é",
    "漢",
    "🚢",
    "\u{301}",
    "\u{200D}",
    "headline: ",
    "figures:\n",
    "  a: = a + 1\n",
    "assert:\n",
    "###\n",
    "TK",
    "&amp;",
    "<b>",
];

impl<'c> Mutations<'c> {
    /// Draws from a corpus; the same seed gives the same texts.
    pub fn new(corpus: &'c [String], seed: u64) -> Mutations<'c> {
        Mutations { corpus, state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    /// The next text.
    pub fn text(&mut self) -> String {
        let mut text =
            self.below(self.corpus.len()).and_then(|index| self.corpus.get(index)).cloned();
        let text = text.get_or_insert_default();
        for _ in 0..=self.below(6).unwrap_or(0) {
            self.mutate(text);
        }
        std::mem::take(text)
    }

    /// A number below another, if there is one.
    pub fn below(&mut self, end: usize) -> Option<usize> {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        ((self.state >> 16) as usize).checked_rem(end)
    }

    fn mutate(&mut self, text: &mut String) {
        let range = self.range(text);
        match self.below(4) {
            Some(0) => text.replace_range(range, ""),
            Some(1) => {
                let again = String::from(&text[range.clone()]);
                text.insert_str(range.end, &again);
            }
            Some(2) => {
                let other = self.below(self.corpus.len()).map_or("", |index| &self.corpus[index]);
                let part = self.range(other);
                text.replace_range(range, &other[part]);
            }
            _ => {
                let piece = self.below(PIECES.len()).map_or("", |index| PIECES[index]);
                text.insert_str(range.start, piece);
            }
        }
    }

    /// A part of a text, seldom a long one.
    fn range(&mut self, text: &str) -> std::ops::Range<usize> {
        let start = self.below(text.len() + 1).unwrap_or(0);
        let most = if self.below(4) == Some(0) { text.len() } else { 12 };
        let end = (start + self.below(most + 1).unwrap_or(0)).min(text.len());
        text.floor_char_boundary(start)..text.floor_char_boundary(end)
    }
}
