//! Nothing: what is here to see are the cases, and `tests/cases.rs`, which runs them.
