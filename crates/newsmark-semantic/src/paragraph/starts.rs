//! Where in a text tokens start: from an offset to a token without a search.
//!
//! Readers find figures, names and dates by where they stand, and ask dozens of times a paragraph which token that
//! is. A search stops somewhere else each time, which costs more than its steps: a bit a byte and a sum need none.

use newsmark_lexer::{TextSize, Token};

/// How many bytes of the text are told by one number.
const BLOCK: usize = u64::BITS as usize;

/// Where the tokens of a text start.
pub(super) struct Starts {
    blocks: Vec<Block>,
    n_tokens: usize,
}

/// Some bytes of the text.
struct Block {
    /// How many tokens start before them.
    n_before: usize,
    /// At which of them one starts.
    starts: u64,
}

impl Starts {
    /// Those of tokens that are in order, each of which starts behind the one before.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Starts {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut at = 0;
        for block in 0..=text.len() / BLOCK {
            let n_before = at;
            let mut starts = 0;
            while let Some(token) = tokens.get(at)
                && usize::from(token.range.start()) / BLOCK == block
            {
                starts |= 1 << (usize::from(token.range.start()) % BLOCK);
                at += 1;
            }
            blocks.push(Block { n_before, starts });
        }
        Starts { blocks, n_tokens: tokens.len() }
    }

    /// How many tokens start before an offset, and so which one is the first that does not.
    #[inline]
    pub(super) fn before(&self, offset: TextSize) -> usize {
        let offset = usize::from(offset);
        let Some(block) = self.blocks.get(offset / BLOCK) else { return self.n_tokens };
        let earlier = (1 << (offset % BLOCK)) - 1;
        block.n_before + (block.starts & earlier).count_ones() as usize
    }
}
