//! What a YAML reader would make of a scalar that we take as it stands.
//!
//! Front matter is read by other tools too. A headline with a colon stops them, and `78.60` comes out
//! as 78.6. Quotation marks around the value prevent both.

/// What becomes of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The same characters.
    Same,
    /// An error.
    Refused,
    /// Something else: a number without its last zero, a truth value, a piece of it.
    Changed,
}

/// What a YAML reader makes of a scalar without quotes.
pub(super) fn reads(scalar: &str) -> Reading {
    let Some(first) = scalar.chars().next() else { return Reading::Same };
    // What is in brackets is a list to YAML.
    let is_list = first == '[' && scalar.ends_with(']') || first == '{' && scalar.ends_with('}');
    let is_refused = match first {
        _ if is_list => return Reading::Changed,
        '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' | '{' | '[' | ']' | '}' | ',' => true,
        // A quote that does not end with the scalar.
        '"' | '\'' => true,
        '-' | '?' | ':' => scalar[1..].starts_with([' ', '\t']),
        _ => false,
    };
    if is_refused || has(scalar, *b": ") || scalar.ends_with(':') {
        return Reading::Refused;
    }
    if first == '#' || has(scalar, *b" #") || is_constant(scalar) || is_changed_number(scalar) {
        return Reading::Changed;
    }
    Reading::Same
}

/// Whether two characters stand side by side in a scalar, which is so short that no search takes less time than a look at
/// all of it.
fn has(scalar: &str, two: [u8; 2]) -> bool {
    scalar.as_bytes().windows(2).any(|own| own == two)
}

/// Words that are truth values or nothing.
fn is_constant(scalar: &str) -> bool {
    const CONSTANTS: &[&str] = &["yes", "no", "on", "off", "true", "false", "y", "n", "null", "~"];
    CONSTANTS.iter().any(|constant| constant.eq_ignore_ascii_case(scalar))
}

/// Numbers that would be printed differently: `78.60`, `016`, `1_000`, `12:30`, `.5`, `1e6`, `0x1F`.
fn is_changed_number(scalar: &str) -> bool {
    let digits = scalar.trim_start_matches(['+', '-']);
    if digits.starts_with("0x") || digits.starts_with("0o") {
        return digits[2..].chars().all(|c| c.is_ascii_hexdigit());
    }
    let is_numeric =
        digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | ':' | 'e' | 'E'));
    if !is_numeric || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let has_own_form = digits.contains(['_', ':', 'e', 'E']) || scalar.starts_with('+');
    let leads_with_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let point = digits.contains('.');
    let loses_zero = point && digits.ends_with(['0', '.']);
    let is_version = digits.matches('.').count() > 1;
    !is_version && (has_own_form || leads_with_zero || loses_zero || digits.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_other_tools_would_do() {
        for same in
            ["Ferry fares rise", "1.24 million riders; 2024", "309", "78.6", "1.0.2", "= a / b"]
        {
            assert_eq!(reads(same), Reading::Same, "{same}");
        }
        for refused in
            ["Fares: what riders pay", "%5", "@port", "\"Up\": fares", "* star", "fares:"]
        {
            assert_eq!(reads(refused), Reading::Refused, "{refused}");
        }
        for changed in
            ["78.60", "016", "1_000", "12:30", "NO", ".5", "fares #1", "1e6", "0x1F", "[a, b]"]
        {
            assert_eq!(reads(changed), Reading::Changed, "{changed}");
        }
    }
}
