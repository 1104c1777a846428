//! Components: core modules wrapped, linked, compared and inspected.

pub mod encode;
