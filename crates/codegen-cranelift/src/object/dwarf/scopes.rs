//! Which parts of a function's code come from functions that were inlined into it.

use std::collections::HashMap;

use wasmir::{Debug, LocationId, SubprogramId};

/// A function that was inlined at one place.
pub(super) struct Scope {
    /// The scope that it was inlined into, a smaller number; without one, the function itself.
    pub parent: Option<usize>,
    pub subprogram: SubprogramId,
    /// Where it was called.
    pub call: LocationId,
    /// Bytes of the function, in order.
    pub ranges: Vec<(u32, u32)>,
}

/// All scopes of a function of so many bytes, of which the lines say where they come from.
pub(super) fn find(debug: &Debug, lines: &[(u32, Option<LocationId>)], size: u32) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::new();
    let mut numbers: HashMap<(Option<usize>, SubprogramId, LocationId), usize> = HashMap::new();
    let mut chain = Vec::new();
    for (at, (start, location)) in lines.iter().enumerate() {
        let end = lines.get(at + 1).map_or(size, |it| it.0);
        if *start == end {
            continue;
        }
        // From the innermost function outwards.
        chain.clear();
        let mut next = *location;
        while let Some(location) = next.map(|it| &debug.locations[it]) {
            if let (Some(subprogram), Some(call)) = (location.subprogram, location.inlined_at) {
                chain.push((subprogram, call));
            }
            next = location.inlined_at;
        }
        let mut parent = None;
        for (subprogram, call) in chain.iter().rev() {
            let number = *numbers
                .entry((parent, *subprogram, *call))
                .or_insert_with(|| {
                    let ranges = Vec::new();
                    scopes.push(Scope {
                        parent,
                        subprogram: *subprogram,
                        call: *call,
                        ranges,
                    });
                    scopes.len() - 1
                });
            match scopes[number].ranges.last_mut() {
                Some(last) if last.1 == *start => last.1 = end,
                _ => scopes[number].ranges.push((*start, end)),
            }
            parent = Some(number);
        }
    }
    scopes
}
