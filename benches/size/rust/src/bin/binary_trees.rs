//! `binary_trees`: makes, walks and frees many perfect binary trees, each node its own allocation.
//!
//! The task and the output are those of the Computer Language Benchmarks Game
//! (<https://benchmarksgame-team.pages.debian.net/benchmarksgame/description/binarytrees.html>).

use std::env;
use std::process::ExitCode;

const MIN_DEPTH: u32 = 4;

/// The nodes of all trees of one depth, nearly 2 to the power of DEPTH + 5, are counted in 32 bits.
const MAX_DEPTH: u32 = 26;

struct Tree {
    children: Option<(Box<Tree>, Box<Tree>)>,
}

impl Tree {
    fn new(depth: u32) -> Box<Tree> {
        let children = (depth > 0).then(|| (Tree::new(depth - 1), Tree::new(depth - 1)));
        Box::new(Tree { children })
    }

    /// The number of nodes.
    fn check(&self) -> u32 {
        match &self.children {
            Some((left, right)) => 1 + left.check() + right.check(),
            None => 1,
        }
    }
}

fn main() -> ExitCode {
    let depth = match env::args().nth(1).and_then(|arg| arg.parse::<u32>().ok()) {
        Some(depth @ 0..=MAX_DEPTH) => depth.max(MIN_DEPTH + 2),
        _ => {
            eprintln!("usage: binary_trees DEPTH, with DEPTH at most 26");
            return ExitCode::from(2);
        }
    };

    let stretch = depth + 1;
    println!(
        "stretch tree of depth {stretch}\t check: {}",
        Tree::new(stretch).check()
    );

    let long_lived = Tree::new(depth);
    for level in (MIN_DEPTH..=depth).step_by(2) {
        let trees = 1 << (depth - level + MIN_DEPTH);
        let mut check = 0;
        for _ in 0..trees {
            check += Tree::new(level).check();
        }
        println!("{trees}\t trees of depth {level}\t check: {check}");
    }

    println!(
        "long lived tree of depth {depth}\t check: {}",
        long_lived.check()
    );
    ExitCode::SUCCESS
}
