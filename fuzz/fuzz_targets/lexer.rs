//! The lexer: tokens tile the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| newsmark_tests::targets::lexer(text));
