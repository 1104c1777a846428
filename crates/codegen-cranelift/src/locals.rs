//! Step 4: values that are not on the operand stack get locals, as few as liveness allows.
//!
//! Linear scan (Poletto and Sarkar, 1999) over the instructions in order, with holes (Wimmer and Mössenböck, 2005): a value
//! lives from its definition to its last use, and to the end of each loop around a use that is not around the definition. A
//! block's parameter lives from the block's start; where an edge writes it, it lives for that moment only, since control goes to
//! the block from there. Parameters and their arguments share a local where they can, so that most moves are none.

use crate::op::{Op, Type};
use crate::ssa::{Code, Val};
use crate::stackify::{Item, Stackified};

/// What is in which local, and room that is reused.
#[derive(Debug, Default)]
pub struct Locals {
    /// The local of each value that has one.
    pub of: Vec<u32>,
    /// How many locals there are of each type, parameters aside, in order.
    pub declared: Vec<(u32, Type)>,
    /// First and last position of a value.
    start: Vec<u32>,
    end: Vec<u32>,
    /// The loop to whose end a value lives.
    to_end_of: Vec<u32>,
    /// Positions of `loop` and its `end`.
    loops: Vec<(u32, u32)>,
    /// Open blocks: the loop, or [`NONE`].
    open: Vec<u32>,
    /// Moments at which a parameter is written: first, last, next of the same parameter.
    moments: Vec<(u32, u32, u32)>,
    first_moment: Vec<u32>,
    colours: Vec<Colour>,
    /// Colours by type.
    of_type: [Vec<u32>; 5],
    /// Where the search among a type's colours begins.
    cursor: [usize; 5],
}

/// A local that is to be.
#[derive(Debug, Default)]
struct Colour {
    /// When it is taken, in order.
    taken: Vec<(u32, u32)>,
    /// Its number among the locals, in the end.
    local: u32,
}

const NONE: u32 = u32::MAX;
/// How many colours are tried before there is a new one: it bounds the time of functions with thousands of values.
const TRIES: usize = 40;

fn type_index(ty: Type) -> usize {
    match ty {
        Type::I32 => 0,
        Type::I64 => 1,
        Type::F32 => 2,
        Type::F64 => 3,
        Type::V128 => 4,
        Type::Void | Type::FuncRef | Type::ExternRef => unreachable!("no local has this type"),
    }
}

/// Assigns locals for the instructions of `stackified`. `params` is how many the function takes.
pub fn assign(code: &Code, stackified: &Stackified, out: &mut Locals) {
    out.find_lives(code, stackified);
    out.colour(code, stackified);
}

impl Locals {
    fn find_lives(&mut self, code: &Code, stackified: &Stackified) {
        let count = code.nodes.len();
        for list in [
            &mut self.of,
            &mut self.start,
            &mut self.to_end_of,
            &mut self.first_moment,
        ] {
            list.clear();
            list.resize(count, NONE);
        }
        self.end.clear();
        self.end.resize(count, 0);
        self.loops.clear();
        self.open.clear();
        self.moments.clear();
        // Moments that go on: they end with the jump after them.
        let mut going_on = 0;
        for (position, item) in stackified.items.iter().enumerate() {
            let position = position as u32;
            match *item {
                Item::Op(_) | Item::Drop | Item::Eqz | Item::Place(_) => continue,
                Item::Get(val) => {
                    self.end[val.index()] = position;
                    self.to_end_of[val.index()] = self.loop_around(self.start[val.index()]);
                    continue;
                }
                Item::Set(val) | Item::Tee(val) => {
                    if code.node(val).op == Op::Param {
                        let next = self.first_moment[val.index()];
                        self.first_moment[val.index()] = self.moments.len() as u32;
                        self.moments.push((position, position, next));
                    } else {
                        self.start[val.index()] = position;
                        self.end[val.index()] = position;
                    }
                    continue;
                }
                Item::Start(block) => {
                    for param in code.params(block) {
                        self.start[param.index()] = position;
                        self.end[param.index()] = position;
                    }
                }
                Item::Loop => {
                    self.open.push(self.loops.len() as u32);
                    self.loops.push((position, NONE));
                }
                Item::Block | Item::If => self.open.push(NONE),
                Item::End => {
                    if let Some(number) = self.open.pop().filter(|it| *it != NONE) {
                        self.loops[number as usize].1 = position;
                    }
                }
                Item::Else
                | Item::Br(_)
                | Item::BrIf(_)
                | Item::Table(..)
                | Item::Return(_)
                | Item::Unreachable(_) => {}
            }
            for moment in &mut self.moments[going_on..] {
                moment.1 = position;
            }
            going_on = self.moments.len();
        }
        if let Some(frame) = code.frame {
            self.end[frame.index()] = stackified.items.len() as u32;
        }
        for val in 0..count {
            let around = self.to_end_of[val];
            if around != NONE {
                self.end[val] = self.end[val].max(self.loops[around as usize].1);
            }
        }
    }

    /// The outermost open loop that began after `start`.
    fn loop_around(&self, start: u32) -> u32 {
        let began_after = |it: &&u32| **it != NONE && self.loops[**it as usize].0 > start;
        self.open.iter().find(began_after).copied().unwrap_or(NONE)
    }

    fn colour(&mut self, code: &Code, stackified: &Stackified) {
        self.colours.clear();
        self.cursor = [0; 5];
        for list in &mut self.of_type {
            list.clear();
        }
        // The function's parameters have theirs.
        let mut params = 0;
        for param in code.params(crate::ssa::BlockId(0)) {
            let colour = self.new_colour(code.node(param).ty);
            self.colours[colour as usize].local = colour;
            self.occupy(param, colour);
            params += 1;
        }
        for item in &stackified.items {
            match *item {
                Item::Set(val) | Item::Tee(val)
                    if self.of[val.index()] == NONE && code.node(val).op != Op::Param =>
                {
                    self.choose(code, stackified, val);
                }
                Item::Start(block) => {
                    for param in code.params(block) {
                        if self.of[param.index()] == NONE && stackified.uses[param.index()] > 0 {
                            self.choose(code, stackified, param);
                        }
                    }
                }
                _ => {}
            }
        }
        self.number(params);
    }

    fn new_colour(&mut self, ty: Type) -> u32 {
        let colour = self.colours.len() as u32;
        self.colours.push(Colour::default());
        self.of_type[type_index(ty)].push(colour);
        colour
    }

    fn choose(&mut self, code: &Code, stackified: &Stackified, val: Val) {
        let ty = code.node(val).ty;
        // The other side of a move, or what else goes to the same place.
        let mut hint = stackified.hints[val.index()];
        for _ in 0..2 {
            if hint == Val::NONE {
                break;
            }
            let colour = self.of[hint.index()];
            if colour != NONE {
                if self.is_free(val, colour) {
                    return self.occupy(val, colour);
                }
                break;
            }
            hint = stackified.hints[hint.index()];
        }
        let index = type_index(ty);
        let count = self.of_type[index].len();
        for step in 0..count.min(TRIES) {
            let at = (self.cursor[index] + step) % count;
            let colour = self.of_type[index][at];
            if self.is_free(val, colour) {
                self.cursor[index] = if count > TRIES { at } else { 0 };
                return self.occupy(val, colour);
            }
        }
        self.cursor[index] = if count >= TRIES {
            (self.cursor[index] + TRIES) % count
        } else {
            0
        };
        let colour = self.new_colour(ty);
        self.occupy(val, colour);
    }

    fn is_free(&self, val: Val, colour: u32) -> bool {
        let taken = &self.colours[colour as usize].taken;
        if !is_gap(taken, self.start[val.index()], self.end[val.index()]) {
            return false;
        }
        let mut moment = self.first_moment[val.index()];
        while moment != NONE {
            let (first, last, next) = self.moments[moment as usize];
            if !is_gap(taken, first, last) {
                return false;
            }
            moment = next;
        }
        true
    }

    fn occupy(&mut self, val: Val, colour: u32) {
        self.of[val.index()] = colour;
        let taken = &mut self.colours[colour as usize].taken;
        insert(taken, self.start[val.index()], self.end[val.index()]);
        let mut moment = self.first_moment[val.index()];
        while moment != NONE {
            let (first, last, next) = self.moments[moment as usize];
            insert(taken, first, last);
            moment = next;
        }
    }

    /// Numbers the locals: parameters first, then by type.
    fn number(&mut self, params: u32) {
        self.declared.clear();
        let mut next = params;
        for (index, ty) in Type::LOCALS.into_iter().enumerate() {
            let before = next;
            for &colour in &self.of_type[index] {
                if colour >= params {
                    self.colours[colour as usize].local = next;
                    next += 1;
                }
            }
            if next > before {
                self.declared.push((next - before, ty));
            }
        }
        for colour in &mut self.of {
            if *colour != NONE {
                *colour = self.colours[*colour as usize].local;
            }
        }
    }
}

/// Whether nothing in `taken` touches first to last.
fn is_gap(taken: &[(u32, u32)], first: u32, last: u32) -> bool {
    match taken.last() {
        None => true,
        Some(it) if it.1 < first => true,
        _ => {
            let at = taken.partition_point(|it| it.1 < first);
            taken.get(at).is_none_or(|it| it.0 > last)
        }
    }
}

/// Takes first to last, which only touches what the same value has taken.
fn insert(taken: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let at = match taken.last() {
        Some(it) if it.1 >= first => taken.partition_point(|it| it.1 < first),
        _ => taken.len(),
    };
    if taken.get(at).is_none_or(|it| it.0 > last) {
        taken.insert(at, (first, last));
        return;
    }
    let (mut first, mut last, mut next) = (first, last, at);
    while let Some(it) = taken.get(next).filter(|it| it.0 <= last) {
        first = first.min(it.0);
        last = last.max(it.1);
        next += 1;
    }
    taken.splice(at..next, [(first, last)]);
}
