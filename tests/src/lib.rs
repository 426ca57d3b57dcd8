//! Helpers shared by the tests: where the fixtures are, how they are read and written, how facts and findings
//! look in them, and what must hold for any text.

pub mod cases;
pub mod corpus;
pub mod facts;
pub mod files;
pub mod findings;
pub mod mutants;
pub mod mutations;
pub mod precision;
pub mod reading;
pub mod targets;
