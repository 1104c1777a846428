//! Pieces of JavaScript that generated functions call, each with what it calls itself.

use std::collections::BTreeSet;

/// A piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Fail,
    Heap,
    Scratch,
    TextIn,
    TextGive,
    TextOut,
    TextTake,
    Char,
    Checks,
    Errors,
    Chain,
    Arrays,
    Structs,
    Copies,
    Lists,
    CopyBack,
    GiveList,
    GetList,
}

impl Part {
    fn text(self) -> &'static str {
        match self {
            Part::Fail => include_str!("parts/fail.js"),
            Part::Heap => include_str!("parts/heap.js"),
            Part::Scratch => include_str!("parts/scratch.js"),
            Part::TextIn => include_str!("parts/text_in.js"),
            Part::TextGive => include_str!("parts/text_give.js"),
            Part::TextOut => include_str!("parts/text_out.js"),
            Part::TextTake => include_str!("parts/text_take.js"),
            Part::Char => include_str!("parts/char.js"),
            Part::Checks => include_str!("parts/checks.js"),
            Part::Errors => include_str!("parts/errors.js"),
            Part::Chain => include_str!("parts/chain.js"),
            Part::Arrays => include_str!("parts/arrays.js"),
            Part::Structs => include_str!("parts/structs.js"),
            Part::Copies => include_str!("parts/copies.js"),
            Part::Lists => include_str!("parts/lists.js"),
            Part::CopyBack => include_str!("parts/copy_back.js"),
            Part::GiveList => include_str!("parts/give_list.js"),
            Part::GetList => include_str!("parts/get_list.js"),
        }
    }

    fn calls(self) -> &'static [Part] {
        match self {
            Part::Scratch => &[Part::Heap],
            Part::TextIn => &[Part::Scratch, Part::Fail],
            Part::TextGive => &[Part::TextIn],
            Part::TextTake => &[Part::TextOut],
            Part::Char | Part::Checks => &[Part::Fail],
            Part::Arrays => &[Part::Heap, Part::Fail],
            Part::Structs => &[Part::Arrays],
            Part::CopyBack => &[Part::Lists],
            Part::Copies => &[Part::Scratch, Part::Fail],
            Part::Lists | Part::GiveList => &[Part::Copies, Part::Arrays],
            _ => &[],
        }
    }
}

/// The text of each piece.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = &'static str> {
    let last = Part::GetList as usize;
    assert_eq!(ALL[last], Part::GetList);
    ALL.iter().map(|part| part.text())
}

#[cfg(test)]
const ALL: [Part; 18] = {
    use Part::*;
    [
        Fail, Heap, Scratch, TextIn, TextGive, TextOut, TextTake, Char, Checks, Errors, Chain,
        Arrays, Structs, Copies, Lists, CopyBack, GiveList, GetList,
    ]
};

/// The pieces that are called.
#[derive(Debug, Default)]
pub struct Parts(BTreeSet<Part>);

impl Parts {
    /// Takes in a piece and those that it calls.
    pub fn need(&mut self, part: Part) {
        if self.0.insert(part) {
            part.calls().iter().for_each(|part| self.need(*part));
        }
    }

    pub fn has(&self, part: Part) -> bool {
        self.0.contains(&part)
    }

    /// Whether the module has to give memory, or take it back.
    pub fn allocates(&self) -> bool {
        self.has(Part::Heap)
    }

    pub fn frees(&self) -> bool {
        [Part::Scratch, Part::TextTake, Part::Arrays]
            .iter()
            .any(|part| self.has(*part))
    }

    /// All pieces, in an order in which classes come before those that extend them.
    pub fn text(&self) -> String {
        self.0.iter().map(|part| part.text()).collect()
    }
}
