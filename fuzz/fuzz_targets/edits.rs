//! Edits: a text that was changed is read as if it were opened anew.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| newsmark_tests::targets::edits(text));
