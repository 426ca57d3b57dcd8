//! Where JSON is written.
//!
//! The answer to a long table is a hundred times as long as the table. So what is written leaves in pieces before the rest
//! is known, and a piece that has left is a place for the next one: to fill new memory takes longer than to write.

use std::sync::{Mutex, PoisonError};

/// A longer piece leaves as soon as it is seen, in bytes.
const PIECE: usize = 128 * 1024;

/// Takes a piece, and gives a place for the next one, whatever is in it.
pub(crate) type Sink<'s> = dyn FnMut(Vec<u8>) -> Vec<u8> + 's;

/// What is written and has not left yet.
pub(crate) struct Output<'s> {
    written: Vec<u8>,
    send: &'s mut Sink<'s>,
}

impl<'s> Output<'s> {
    /// Begins at a place, whatever is in it.
    pub(crate) fn new(mut place: Vec<u8>, send: &'s mut Sink<'s>) -> Output<'s> {
        place.clear();
        Output { written: place, send }
    }

    /// Appends a byte.
    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        self.written.push(byte);
    }

    /// Appends some bytes.
    #[inline]
    pub(crate) fn extend(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
    }

    /// Takes back so many of the bytes that were appended last.
    #[inline]
    pub(crate) fn take_away(&mut self, n_bytes: usize) {
        self.written.truncate(self.written.len().saturating_sub(n_bytes));
    }

    /// Lets go of what is written, if that is much.
    #[inline]
    pub(crate) fn relieve(&mut self) {
        if self.written.len() > PIECE {
            self.send();
        }
    }

    /// Lets go of all that is written.
    pub(crate) fn send(&mut self) {
        let piece = std::mem::take(&mut self.written);
        self.written = (self.send)(piece);
        self.written.clear();
    }
}

/// Places of pieces that have arrived, for whoever begins a piece.
#[derive(Default)]
pub(crate) struct Spare(Mutex<Vec<Vec<u8>>>);

impl Spare {
    /// So many are kept.
    const MOST: usize = 16;

    /// A larger one is not kept: a single thing may be as long as it likes.
    const LARGEST: usize = 8 * PIECE;

    /// A place, perhaps a new one.
    pub(crate) fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps a place.
    pub(crate) fn give(&self, place: Vec<u8>) {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.len() < Spare::MOST && (1..=Spare::LARGEST).contains(&place.capacity()) {
            spare.push(place);
        }
    }
}
