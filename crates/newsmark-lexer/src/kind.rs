//! The kinds of token, each with a sample of what it covers.
//!
//! Patterns are dull on purpose: a kind says what the characters look like, never what they mean.
//! Whether `m` is a metre or a million, or `May` a month, is decided by whoever reads the sentence.
//! A quotation mark is one token; pairing is a question about paragraphs, and one forgotten mark
//! must not swallow an article. What a longer match reads and gives up is a few characters, or the
//! punctuation behind a web address, which is read twice; so lexing is linear.
//!
//! What is more than one look, or a matter of words, is no kind. Words are told apart by the lists they stand in:
//!
//! | in the text | kinds | told by |
//! |---|---|---|
//! | `1,200`, `78.6`, `½` | [`Grouped`](Kind::Grouped), [`Decimal`](Kind::Decimal), [`Vulgar`](Kind::Vulgar) | the kind |
//! | `seven`, `dozen`, `thousands` | [`Word`](Kind::Word) | [`NumberWord`], [`Group`], [`VaguePlural`] |
//! | `million`, `1.2bn` | `Word`; `Decimal` `Word`, which touch | [`Scale`], [`ScaleSuffix`] |
//! | `half`, `two-thirds` | `Word`; `Word` [`Hyphen`](Kind::Hyphen) `Word` | [`Fraction`] |
//! | `first`, `21st` | `Word`; `Integer` `Word`, which touch | [`Ordinal`], the word itself |
//! | `km`, `percentage points`, `km²` | `Word`; `Word` [`Superscript`](Kind::Superscript) | [`UnitSymbol`], [`Unit`] |
//! | `$5`, `US$5`, `EUR 5`, `euros` | [`CurrencySign`](Kind::CurrencySign), `Word` | the sign, [`Currency`] |
//! | `10-12`, `10–12`, `−5`, `-5` | `Hyphen`, [`EnDash`](Kind::EnDash), [`Minus`](Kind::Minus) | what they touch |
//! | `May`, `Tues` | `Word` | [`Month`], [`Weekday`] |
//! | `7:30 p.m.` | `Integer` [`Colon`](Kind::Colon) `Integer` [`Abbreviation`](Kind::Abbreviation) | the reader |
//! | `about`, `more than`, `~100` | `Word`, [`Tilde`](Kind::Tilde) | [`Hedge`] |
//! | `G20`, `5G`, `A380-800`, `v2.1` | `Word` and `Integer`, which touch | the reader: an identifier is no number |
//! | `[^port]` | [`FootnoteOpen`](Kind::FootnoteOpen) `Word` [`BracketClose`](Kind::BracketClose) | the kind |
//! | `[1.2 million](#riders)` | [`BracketOpen`](Kind::BracketOpen) … [`LinkMiddle`](Kind::LinkMiddle) … | the kind |
//! | `漢字` | `Word`: a run of letters of any script | the kind |
//!
//! [`NumberWord`]: crate::Class::NumberWord
//! [`Group`]: crate::Class::Group
//! [`VaguePlural`]: crate::Class::VaguePlural
//! [`Scale`]: crate::Class::Scale
//! [`ScaleSuffix`]: crate::Class::ScaleSuffix
//! [`Fraction`]: crate::Class::Fraction
//! [`Ordinal`]: crate::Class::Ordinal
//! [`UnitSymbol`]: crate::Class::UnitSymbol
//! [`Unit`]: crate::Class::Unit
//! [`Currency`]: crate::Class::Currency
//! [`Month`]: crate::Class::Month
//! [`Weekday`]: crate::Class::Weekday
//! [`Hedge`]: crate::Class::Hedge

use logos::Logos;

/// What a token looks like. The samples are whole tokens; `U+2009` stands for a character that is not seen.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Blanks inside a line: ` `, a tab `U+0009`; also what word processors leave for a line end: `U+000B`,
    /// `U+2028`.
    #[regex(r"[ \t\u{B}\u{C}\u{85}\u{2028}\u{2029}]+")]
    Space,
    /// Blanks of a width of their own, which typesetters also use inside numbers: no-break `U+00A0`, narrow
    /// no-break `U+202F`, thin `U+2009`, figure `U+2007`, ideographic `U+3000`, none at all `U+200B`.
    #[regex(r"[\u{A0}\u{1680}\u{2000}-\u{200B}\u{202F}\u{205F}\u{2060}\u{3000}]")]
    FixedSpace,
    /// The end of a line: LF `U+000A`, CRLF `U+000D U+000A` or a lone CR `U+000D`.
    #[regex(r"\r\n|\n|\r")]
    Newline,
    /// A byte order mark, at the start of a text or pasted into it: `U+FEFF`
    #[token("\u{FEFF}")]
    ByteOrderMark,

    /// Letters, with apostrophes between them: `council`, `don't`, `O’Brien`, `China's`, `São`, `漢字`
    #[regex(r"\p{L}[\p{L}\p{M}\u{200C}\u{200D}]*(['’]\p{L}[\p{L}\p{M}\u{200C}\u{200D}]*)*")]
    Word,
    /// Letters with a stop after each: `U.S.`, `a.m.`, `D.C.`
    #[regex(r"[A-Za-z]\.([A-Za-z]\.)+", priority = 10)]
    Abbreviation,

    /// Digits alone: `2024`, `7`.
    #[regex(r"[0-9]+")]
    Integer,
    /// Digits in groups with commas: `1,200`, `12,34,567`.
    #[regex(r"[0-9]{1,3}(,[0-9]{3})+")]
    #[regex(r"[0-9]{1,2}(,[0-9]{2}){1,4},[0-9]{3}")]
    Grouped,
    /// Digits with a decimal point: `78.6`, `1,234.5`, `.45`.
    #[regex(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?\.[0-9]+")]
    Decimal,
    /// A fraction in one character: `½`, `⅓`
    #[regex(r"[¼-¾⅐-⅞↉]")]
    Vulgar,
    /// Raised digits, of a unit or for a note: `²`, `¹⁰`, `⁻³`
    #[regex(r"[¹²³⁰⁴-⁹⁻]+")]
    Superscript,

    /// A currency sign: `$`, `€`, `£`, `¥`, `₹`, `￥`
    #[regex(r"\p{Sc}")]
    CurrencySign,
    /// `%`, also `％`
    #[regex("[%％]")]
    Percent,
    /// `‰`
    #[token("‰")]
    Permille,
    /// `°`, also `º` alone
    #[regex(r"[°º]", priority = 5)]
    Degree,
    /// Feet and minutes: `′`
    #[token("′")]
    Prime,
    /// Inches and seconds: `″`
    #[token("″")]
    DoublePrime,

    /// `-`, also `‐`, the one that does not break `U+2011`, the one seen at a line end only `U+00AD`, and `－`
    #[regex(r"[-\u{2010}\u{2011}\u{AD}\u{FE63}\u{FF0D}]")]
    Hyphen,
    /// `–`, also the figure dash `‒`, and the wave dashes `～`, `〜`
    #[regex(r"[–\u{2012}～〜]")]
    EnDash,
    /// `—`, also the horizontal bar `―`, and `⸺`
    #[regex(r"[—\u{2015}⸺⸻﹘]")]
    EmDash,
    /// A dash from a typewriter: `--`, `---`.
    #[regex(r"--+")]
    TypedDash,
    /// The minus sign: `−`
    #[token("−")]
    Minus,

    /// `"`, also `＂`
    #[regex("[\"＂]")]
    StraightDouble,
    /// `“`, also `‟`, `〝`
    #[regex("[“‟〝]")]
    CurlyDoubleOpen,
    /// `”`, also `〞`, `〟`
    #[regex("[”〞〟]")]
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
    /// `'`, also `＇`, and an acute accent used for it: `´`
    #[regex(r"['´＇]")]
    StraightSingle,
    /// `‘`, also `‛`
    #[regex("[‘‛]")]
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

    /// A web address, without the stop or comma after it: `https://example.org/a`, `www.example.org`
    #[regex(r#"(https?://|www\.)[^\s<>()\[\]"“”]*[^\s<>()\[\]"“”.,:;?!'’]"#, priority = 20)]
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
    /// `/`, also `⁄`, `∕`, `／`
    #[regex(r"[/⁄∕／]")]
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

    /// What no other kind claims, one character at a time: `🚢`, a control character `U+0007`
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
