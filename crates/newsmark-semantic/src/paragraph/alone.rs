//! A paragraph that is a number and nothing else, as in a column that was pasted.
//!
//! There are no words that could say anything of the number, so none are looked for. What may be more than a number, a
//! year or an amount with a sign, is left to those who read words.

use newsmark_lexer::{TextRange, TextSize};

use crate::document::BlockKind;
use crate::facts::Figure;
use crate::facts::figure::BareNumber;
use crate::settings::DecimalSign;

/// The number that such a paragraph is; none if it is another.
pub(super) fn read(text: &str, kind: BlockKind, decimal: DecimalSign) -> Option<Figure> {
    if !matches!(kind, BlockKind::Paragraph | BlockKind::ListItem) {
        return None;
    }
    let number = BareNumber::read(text.as_bytes(), decimal)?;
    Some(number.figure(TextRange::up_to(TextSize::of(text)), 0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::paragraph::{ParagraphFacts, Words, facts_of, read_to};

    /// Whether it was taken for a number alone, which says what its words say.
    #[track_caller]
    fn check(text: &str) -> bool {
        let mut is_alone = true;
        for decimal in [DecimalSign::Point, DecimalSign::Comma] {
            for kind in [BlockKind::Paragraph, BlockKind::ListItem] {
                if read(text, kind, decimal).is_none() {
                    is_alone = false;
                    continue;
                }
                let mut facts = ParagraphFacts::default();
                read_to(&mut facts, text, kind, decimal);
                let words = Words::read(text, kind).with_decimals(decimal);
                let expected = facts_of(&words);
                assert_eq!(format!("{facts:#?}"), format!("{expected:#?}"), "{text}");
            }
        }
        is_alone
    }

    #[test]
    fn a_number_alone_says_what_its_digits_say() {
        for text in ["0", "7", "40", "007", "815000", "12345678"] {
            assert!(check(text), "{text}");
        }
        for text in ["", "2019", "7.", "7%", "-7", "12 boats", "12,34", "1 234", "a7"] {
            assert!(!check(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn however_it_is_written(digits in "[0-9]{1,11}", marks in "[0-9]{1,3}([,.][0-9]{1,3}){1,3}") {
            check(&digits);
            check(&marks);
        }
    }
}
