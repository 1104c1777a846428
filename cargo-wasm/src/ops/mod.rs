//! What commands do: each file is one operation, with nothing of the command line's form in it.

pub mod budget;
pub mod build;
pub mod cargo;
pub mod finish;
pub mod hints;
pub mod new;
pub mod run;
pub mod size;
