//! The list of checks. A new one takes its `mod` line and its line in [`all`].

use crate::check::Check;

/// Every check, by code.
pub fn all() -> &'static [&'static Check] {
    &[]
}

/// The check with this code.
pub fn by_code(code: &str) -> Option<&'static Check> {
    all().iter().copied().find(|check| check.code == code)
}
