//! The project's own chores: test, tidy, bench, bless.

fn main() {}
