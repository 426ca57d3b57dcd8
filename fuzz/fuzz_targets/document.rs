//! One reading: all that is said about a text is in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| newsmark_tests::targets::document(text));
