//! The command from the outside, as people and programs run it.

mod batch;
mod check;
mod explain;
mod pages;
mod settings;
mod support;
