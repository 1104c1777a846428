//! Who gives what to whom. All that is wrong is found before anything is refused.

use std::collections::BTreeSet;

use semver::Version;
use wac_types::are_semver_compatible;
use wit_parser::WorldItem;

use super::explain::{self, Problem};
use super::{Request, Wire, resources};
use crate::error::Failure;
use crate::ops::component::compare;

/// A composition in which everything fits.
#[derive(Debug, Default)]
pub struct Plan {
    /// Indices of the parts, each after those that it imports from.
    pub order: Vec<usize>,
    pub wires: Vec<Wire>,
    /// What the composition exports: the part, and the name, those with the types of others behind them.
    pub exports: Vec<(usize, String)>,
    /// Parts that nobody needs.
    pub unused: Vec<usize>,
}

/// Finds who gives what to whom.
///
/// # Errors
/// Unmet imports, imports that several parts could meet, types that do not fit, circles: all of them in one failure.
pub fn plan(request: &Request) -> Result<Plan, Failure> {
    let mut problems = Vec::new();
    let mut wires = Vec::new();
    for to in 0..request.parts.len() {
        wires.push(wires_to(request, to));
    }
    let roots = roots(request, &wires);
    let used = reachable(&roots, &wires);
    let mut plan = Plan::default();
    for (index, found) in wires.into_iter().enumerate() {
        if used.contains(&index) {
            plan.wires.extend(found.wires);
            problems.extend(found.problems);
        } else {
            plan.unused.push(index);
        }
    }
    for wire in &plan.wires {
        problems.extend(mismatch(request, wire));
    }
    match circle(request.parts.len(), &plan.wires) {
        Some(circle) => problems.push(Problem::Circle(circle)),
        None => problems.extend(strangers(request, &plan.wires)),
    }
    let exports = exports(request, &roots, &mut problems);
    if !problems.is_empty() {
        return Err(explain::failure(request, &problems));
    }
    plan.order = order(&used, &plan.wires);
    for (part, name) in exports {
        export(request, &plan.wires, &mut plan.exports, part, name);
    }
    Ok(plan)
}

/// Exports something, and before it the interfaces of other parts whose types it has: what an export mentions must have a name
/// outside, too.
fn export(
    request: &Request,
    wires: &[Wire],
    exports: &mut Vec<(usize, String)>,
    part: usize,
    name: String,
) {
    if exports.iter().any(|(_, other)| *other == name) {
        return;
    }
    let item = request.parts[part].exports().find(|(it, _)| *it == name);
    if let Some((_, WorldItem::Interface { id, .. })) = item {
        let resolve = &request.parts[part].world.resolve;
        for used in resolve.interface_direct_deps(*id) {
            let import = resolve.id_of(used);
            let wire = (wires.iter())
                .find(|wire| wire.to == part && Some(&wire.import) == import.as_ref());
            if let Some(wire) = wire {
                export(request, wires, exports, wire.from, wire.export.clone());
            }
        }
    }
    exports.push((part, name));
}

/// What one part's imports come from.
struct Found {
    wires: Vec<Wire>,
    problems: Vec<Problem>,
}

fn wires_to(request: &Request, to: usize) -> Found {
    let mut found = Found {
        wires: Vec::new(),
        problems: Vec::new(),
    };
    let part = &request.parts[to];
    for (import, item) in part.imports() {
        let laid = |wire: &&Wire| wire.to == to && wire.import == import;
        if let Some(wire) = request.wires.iter().find(laid) {
            found.wires.push(wire.clone());
            continue;
        }
        let candidates = candidates(request, to, &import);
        match candidates.as_slice() {
            [(from, export)] => found.wires.push(Wire {
                to,
                import,
                from: *from,
                export: export.clone(),
            }),
            [] => {
                let needs_nobody = compare::needs_nobody(&part.world.resolve, item);
                if !needs_nobody && !request.is_allowed(&import) {
                    found.problems.push(Problem::Unmet { to, import });
                }
            }
            several => {
                let from = several.iter().map(|(from, _)| *from).collect();
                found.problems.push(Problem::Ambiguous { to, import, from });
            }
        }
    }
    for wire in request.wires.iter().filter(|wire| wire.to == to) {
        if !part.imports().any(|(import, _)| import == wire.import) {
            found.problems.push(Problem::NoSuchImport(wire.clone()));
        }
    }
    found
}

/// The best exports for an import: of that very name, or else of the newest version that semver calls compatible.
fn candidates(request: &Request, to: usize, import: &str) -> Vec<(usize, String)> {
    let mut best: Vec<(usize, String)> = Vec::new();
    let mut rank = None;
    for (from, part) in request
        .parts
        .iter()
        .enumerate()
        .filter(|(from, _)| *from != to)
    {
        for (export, _) in part.exports() {
            if !are_semver_compatible(&export, import) {
                continue;
            }
            let this = Some((export == import, version(&export)));
            if this > rank {
                rank = this;
                best.clear();
            } else if this < rank {
                continue;
            }
            best.push((from, export));
        }
    }
    best
}

fn version(name: &str) -> Option<Version> {
    Version::parse(name.split_once('@')?.1).ok()
}

/// The parts that the composition is for.
fn roots(request: &Request, wires: &[Found]) -> BTreeSet<usize> {
    if !request.exports.is_empty() {
        return request.exports.iter().map(|(part, _)| *part).collect();
    }
    let used: BTreeSet<usize> = (wires.iter().flat_map(|found| &found.wires))
        .map(|wire| wire.from)
        .collect();
    let all = 0..request.parts.len();
    let roots: BTreeSet<usize> = all.clone().filter(|part| !used.contains(part)).collect();
    // Where everything is used by something, there is a circle, which is about to be reported.
    if roots.is_empty() {
        all.collect()
    } else {
        roots
    }
}

fn reachable(roots: &BTreeSet<usize>, wires: &[Found]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<usize> = roots.iter().copied().collect();
    while let Some(part) = open.pop() {
        if seen.insert(part) {
            open.extend(wires[part].wires.iter().map(|wire| wire.from));
        }
    }
    seen
}

fn exports(
    request: &Request,
    roots: &BTreeSet<usize>,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, String)> {
    let all: Vec<(usize, Option<String>)> = if request.exports.is_empty() {
        roots.iter().map(|part| (*part, None)).collect()
    } else {
        request.exports.clone()
    };
    let mut found: Vec<(usize, String)> = Vec::new();
    for (part, name) in all {
        let exports = request.parts[part].exports().map(|(name, _)| name);
        match name {
            Some(name) => {
                let known: Vec<String> = exports.collect();
                let matched = known.iter().find(|known| {
                    **known == name || known.split('@').next() == Some(name.as_str())
                });
                match matched {
                    Some(matched) => found.push((part, matched.clone())),
                    None => problems.push(Problem::NoSuchExport { part, name }),
                }
            }
            None => found.extend(exports.map(|name| (part, name))),
        }
    }
    found.dedup();
    for (index, (part, name)) in found.iter().enumerate() {
        if let Some((other, _)) = found[..index].iter().find(|(_, other)| other == name) {
            problems.push(Problem::ExportedTwice {
                parts: (*other, *part),
                name: name.clone(),
            });
        }
    }
    found
}

/// How a given item differs from the one that is wanted.
fn mismatch(request: &Request, wire: &Wire) -> Option<Problem> {
    let (to, from) = (&request.parts[wire.to], &request.parts[wire.from]);
    // The decoder makes one interface of an import and an export of the same name, so what is wanted seems to be as much as
    // what is exported. Such an argument is judged when it is passed: `emit` reports it, with less to say.
    if to.exports().any(|(name, _)| name == wire.import) {
        return None;
    }
    let Some((_, wanted)) = to.imports().find(|(name, _)| *name == wire.import) else {
        return None; // Reported as `NoSuchImport`.
    };
    let Some((_, given)) = from.exports().find(|(name, _)| *name == wire.export) else {
        return Some(Problem::NoSuchExport {
            part: wire.from,
            name: wire.export.clone(),
        });
    };
    let differences = compare::argument(
        (&from.world.resolve, given),
        (&to.world.resolve, &wire.import, wanted),
    );
    (!differences.is_empty()).then(|| Problem::Mismatch {
        wire: wire.clone(),
        differences,
    })
}

fn strangers(request: &Request, wires: &[Wire]) -> Vec<Problem> {
    let strangers = wires.iter().flat_map(|wire| {
        let strangers = resources::strangers(request, wires, wire).into_iter();
        strangers.map(|stranger| Problem::Stranger {
            wire: wire.clone(),
            stranger,
        })
    });
    strangers.collect()
}

/// A circle of wires, if there is one.
fn circle(parts: usize, wires: &[Wire]) -> Option<Vec<Wire>> {
    // 0: not seen, 1: on the way, 2: done.
    let mut state = vec![0; parts];
    let mut way: Vec<Wire> = Vec::new();
    (0..parts).find_map(|part| walk(part, wires, &mut state, &mut way))
}

fn walk(
    part: usize,
    wires: &[Wire],
    state: &mut Vec<u8>,
    way: &mut Vec<Wire>,
) -> Option<Vec<Wire>> {
    match state[part] {
        2 => return None,
        1 => {
            let start = way.iter().position(|wire| wire.to == part)?;
            return Some(way[start..].to_vec());
        }
        _ => state[part] = 1,
    }
    for wire in wires.iter().filter(|wire| wire.to == part) {
        way.push(wire.clone());
        if let Some(circle) = walk(wire.from, wires, state, way) {
            return Some(circle);
        }
        way.pop();
    }
    state[part] = 2;
    None
}

/// Each part after those that it imports from.
fn order(used: &BTreeSet<usize>, wires: &[Wire]) -> Vec<usize> {
    fn visit(part: usize, wires: &[Wire], order: &mut Vec<usize>) {
        if order.contains(&part) {
            return;
        }
        for wire in wires.iter().filter(|wire| wire.to == part) {
            visit(wire.from, wires, order);
        }
        if !order.contains(&part) {
            order.push(part);
        }
    }
    let mut order = Vec::new();
    for part in used {
        visit(*part, wires, &mut order);
    }
    order
}
