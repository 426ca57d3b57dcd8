//! The kinds of token, each with a sample of what it covers.
//!
//! Patterns are dull on purpose: a kind says what the characters look like, never what they mean.
//! Whether `m` is a metre or a million, or `May` a month, is decided by whoever reads the sentence.
//! A quotation mark is one token; pairing is a question about paragraphs, and one forgotten mark
//! must not swallow an article. No pattern looks ahead without a bound, so lexing is linear: what a
//! longer match gives up is at most a few characters.

use logos::Logos;

/// What a token looks like.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Blanks inside a line: ` `, a tab.
    #[regex(r"[ \t]+")]
    Space,
    /// Blanks that typesetters use inside numbers: no-break, narrow no-break, thin, figure space.
    #[regex(r"[\u{A0}\u{202F}\u{2009}\u{2007}\u{200A}\u{2002}\u{2003}]")]
    FixedSpace,
    /// The end of a line: LF, CRLF or a lone CR.
    #[regex(r"\r\n|\n|\r")]
    Newline,
    /// A byte order mark, at the start of a text or pasted into it.
    #[token("\u{FEFF}")]
    ByteOrderMark,

    /// Letters, with apostrophes between them: `council`, `don't`, `O’Brien`, `China's`.
    #[regex(r"[\p{L}\p{M}]+(['’][\p{L}\p{M}]+)*")]
    Word,
    /// Letters with a stop after each: `U.S.`, `a.m.`, `D.C.`
    #[regex(r"[A-Za-z]\.([A-Za-z]\.)+", priority = 10)]
    Abbreviation,

    /// Digits alone: `2024`, `7`.
    #[regex(r"[0-9]+")]
    Integer,
    /// Digits in groups with commas: `1,200`, `12,34,567`.
    #[regex(r"[0-9]{1,3}(,[0-9]{3})+")]
    #[regex(r"[0-9]{1,2}(,[0-9]{2}){1,6},[0-9]{3}")]
    Grouped,
    /// Digits with a decimal point: `78.6`, `1,234.5`, `.45`.
    #[regex(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?\.[0-9]+")]
    Decimal,
    /// A fraction in one character: `½`.
    #[regex(r"[¼-¾⅐-⅞↉]")]
    Vulgar,

    /// A currency sign: `$`, `€`, `£`, `¥`, `₹`.
    #[regex(r"[$¢£¤¥\u{20A0}-\u{20CF}฿৳]")]
    CurrencySign,
    /// `%`
    #[token("%")]
    Percent,
    /// `‰`
    #[token("‰")]
    Permille,
    /// `°`
    #[regex(r"[°º]", priority = 5)]
    Degree,
    /// Feet and minutes: `′`
    #[token("′")]
    Prime,
    /// Inches and seconds: `″`
    #[token("″")]
    DoublePrime,

    /// `-`, also the hyphens that do not break.
    #[regex(r"[-\u{2010}\u{2011}\u{AD}]")]
    Hyphen,
    /// `–`, also the figure dash.
    #[regex(r"[–\u{2012}]")]
    EnDash,
    /// `—`, also the horizontal bar.
    #[regex(r"[—\u{2015}]")]
    EmDash,
    /// A dash from a typewriter: `--`, `---`.
    #[regex(r"--+")]
    TypedDash,
    /// The minus sign: `−`
    #[token("−")]
    Minus,

    /// `"`
    #[token("\"")]
    StraightDouble,
    /// `“`
    #[token("“")]
    CurlyDoubleOpen,
    /// `”`
    #[token("”")]
    CurlyDoubleClose,
    /// `„`
    #[token("„")]
    LowDouble,
    /// `«`
    #[token("«")]
    GuillemetOpen,
    /// `»`
    #[token("»")]
    GuillemetClose,
    /// `'`, also a backtick-like acute accent used for it.
    #[regex(r"['´]")]
    StraightSingle,
    /// `‘`
    #[token("‘")]
    CurlySingleOpen,
    /// `’`, which is an apostrophe as often as a mark.
    #[token("’")]
    CurlySingleClose,
    /// `‚`
    #[token("‚")]
    LowSingle,
    /// `‹`
    #[token("‹")]
    AngleOpen,
    /// `›`
    #[token("›")]
    AngleClose,
    /// `「`, `『`
    #[regex(r"[「『]")]
    CornerOpen,
    /// `」`, `』`
    #[regex(r"[」』]")]
    CornerClose,

    /// `,`, also `，` and `、`
    #[regex(r"[,，、]")]
    Comma,
    /// `.`, also `。`
    #[regex(r"[.。]")]
    FullStop,
    /// `…`, `...`
    #[regex(r"…|\.\.+")]
    Ellipsis,
    /// `:`
    #[regex(r"[:：]")]
    Colon,
    /// `;`
    #[regex(r"[;；]")]
    Semicolon,
    /// `?`
    #[regex(r"[?？]")]
    Question,
    /// `!`
    #[regex(r"[!！]")]
    Exclamation,

    /// `(`
    #[regex(r"[(（]")]
    ParenOpen,
    /// `)`
    #[regex(r"[)）]")]
    ParenClose,
    /// `[`
    #[token("[")]
    BracketOpen,
    /// The start of a footnote reference: `[^`
    #[token("[^")]
    FootnoteOpen,
    /// `]`
    #[token("]")]
    BracketClose,
    /// The middle of a link: `](`
    #[token("](")]
    LinkMiddle,
    /// `{`, and the openers of CriticMarkup: `{++`, `{--`, `{~~`, `{>>`, `{==`
    #[regex(r"\{(\+\+|--|~~|>>|==)?")]
    BraceOpen,
    /// `}`, and the closers of CriticMarkup: `++}`, `--}`, `~~}`, `<<}`, `==}`
    #[regex(r"(\+\+|--|~~|<<|==)?\}")]
    BraceClose,
    /// The start of a comment: `<!--`
    #[token("<!--")]
    CommentOpen,
    /// The end of a comment: `-->`
    #[token("-->")]
    CommentClose,

    /// A web address: `https://example.org/a`, `www.example.org`
    #[regex(r#"(https?://|www\.)[^\s<>()\[\]"“”]+"#, priority = 20)]
    Address,

    /// Emphasis, list and rule marks: `*`, `**`
    #[regex(r"\*+")]
    Asterisk,
    /// `_`, `__`
    #[regex(r"_+")]
    Underscore,
    /// `` ` ``, ` ``` `
    #[regex(r"`+")]
    Backtick,
    /// `~`, `~~`
    #[regex(r"~+")]
    Tilde,
    /// `#`, `##`
    #[regex(r"#+")]
    Hash,
    /// `|`
    #[token("|")]
    Pipe,
    /// `\`
    #[token("\\")]
    Backslash,
    /// `/`
    #[regex(r"[/⁄]")]
    Slash,
    /// `&`
    #[token("&")]
    Ampersand,
    /// `@`
    #[token("@")]
    At,
    /// `+`
    #[token("+")]
    Plus,
    /// `±`
    #[token("±")]
    PlusMinus,
    /// `=`
    #[token("=")]
    Equals,
    /// `<`
    #[token("<")]
    Less,
    /// `>`
    #[token(">")]
    Greater,
    /// `^`
    #[token("^")]
    Caret,
    /// `×`
    #[token("×")]
    Times,

    /// What no other kind claims, one character at a time: an emoji, a control character.
    Other,
}

impl Kind {
    /// Whether the token is blank: it separates and says nothing.
    pub fn is_blank(self) -> bool {
        matches!(self, Kind::Space | Kind::FixedSpace | Kind::Newline | Kind::ByteOrderMark)
    }

    /// Whether the token is written in digits, or is a one-character fraction.
    pub fn is_number(self) -> bool {
        matches!(self, Kind::Integer | Kind::Grouped | Kind::Decimal | Kind::Vulgar)
    }

    /// Whether the token is a dash of any length, but no hyphen and no minus.
    pub fn is_dash(self) -> bool {
        matches!(self, Kind::EnDash | Kind::EmDash | Kind::TypedDash)
    }
}
