//! What trees of operators hold.

use super::{Stackifier, State};
use crate::ssa::Val;

impl Stackifier<'_> {
    /// Whether writing `root` keeps a value in a local on the way.
    pub(super) fn has_tee(&self, root: Val) -> bool {
        let mut walk = vec![root];
        while let Some(val) = walk.pop() {
            for index in 0..self.code.argc(val) {
                let arg = self.code.arg(val, index);
                if self.state(arg) == State::Taken && self.out.taker[arg.index()] == val {
                    if self.out.uses[arg.index()] > 1 {
                        return true;
                    }
                    walk.push(arg);
                }
            }
        }
        false
    }

    /// Whether writing `root` reads a local for which `which` holds.
    pub(super) fn any_read(&self, root: Val, which: impl Fn(Val) -> bool) -> bool {
        if self.state(root) != State::Taken {
            return which(root);
        }
        let mut walk = vec![root];
        while let Some(val) = walk.pop() {
            for index in 0..self.code.argc(val) {
                let arg = self.code.arg(val, index);
                if self.state(arg) == State::Taken && self.out.taker[arg.index()] == val {
                    walk.push(arg);
                } else if self.state(arg) != State::Constant && which(arg) {
                    return true;
                }
            }
        }
        false
    }
}
