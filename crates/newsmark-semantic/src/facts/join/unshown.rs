//! What is kept with an article and is no fact of it.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// Something of which nothing is shown, as it may be known or not, whatever the article says: how an article was put
/// together is no fact of it.
#[derive(Clone, Default)]
pub(crate) struct Unshown<T>(T);

impl<T> Deref for Unshown<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Unshown<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Unshown<T> {
    fn from(known: T) -> Unshown<T> {
        Unshown(known)
    }
}

impl<T> fmt::Debug for Unshown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
