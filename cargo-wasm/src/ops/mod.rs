//! What commands do: each file is one operation, with nothing of the command line's form in it.

pub mod budget;
pub mod build;
pub mod cargo;
pub mod clean;
pub mod component;
pub mod finish;
pub mod fresh;
pub mod hints;
pub mod js;
pub mod linear;
pub mod mir;
pub mod new;
pub mod run;
pub mod sections;
pub mod serve;
pub mod size;
