//! What is done with components: made, printed, compared, composed.

pub mod check;
pub mod compare;
pub mod deps;
pub mod link;
pub mod load;
pub mod new;
pub mod render;
pub mod replace;
mod skeleton;
pub mod targets;
pub mod wit;
