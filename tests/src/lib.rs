//! Helpers shared by the tests: where the fixtures are, how they are read and written, and how facts
//! and findings look in them.

pub mod cases;
pub mod facts;
pub mod files;
pub mod findings;
pub mod reading;
