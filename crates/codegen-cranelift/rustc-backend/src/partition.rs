//! Which functions are compiled together: rustc's codegen units, without what the image holds and with those of other crates merged.
//!
//! An incremental build has two codegen units for each module that it takes an instance from: fine-grained, so that an edit compiles
//! little again. What comes from other crates changes less with an edit, and each unit costs an object file, symbols and line tables
//! of its own.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_data_structures::fx::{FxHashMap, FxHasher};
use rustc_hir::def_id::LOCAL_CRATE;
use rustc_middle::mono::{CodegenUnit, CodegenUnitNameBuilder, MonoItemPartitions};
use rustc_middle::ty::TyCtxt;
use rustc_middle::util::Providers;
use rustc_span::Symbol;

use crate::image;

/// Units for what comes from other crates: enough for the cores of most machines, and an edit that needs another instance of
/// their functions compiles one of them again.
const GROUPS: u64 = 16;

type Partition = for<'tcx> fn(TyCtxt<'tcx>, ()) -> MonoItemPartitions<'tcx>;

/// rustc's own way.
static RUSTC: OnceLock<Partition> = OnceLock::new();

/// Puts itself in the place of rustc's way.
pub fn provide(providers: &mut Providers) {
    let query = &mut providers.queries.collect_and_partition_mono_items;
    let _ = RUSTC.set(*query);
    *query = partition;
}

fn partition<'tcx>(tcx: TyCtxt<'tcx>, (): ()) -> MonoItemPartitions<'tcx> {
    let rustc = RUSTC.get().expect("this is provided in its place");
    let partitions = rustc(tcx, ());
    let merges = tcx.sess.opts.incremental.is_some();
    let has_image = image::is_used(tcx);
    if !merges && !has_image {
        return partitions;
    }
    let names = &mut CodegenUnitNameBuilder::new(tcx);
    let image_name = image::unit_name(tcx);
    let mut groups = FxHashMap::default();
    let mut units = Vec::new();
    for unit in partitions.codegen_units {
        let own_name = match merges && is_foreign(unit) {
            true => *groups
                .entry(group(unit.name()))
                .or_insert_with_key(|group| {
                    names.build_cgu_name(LOCAL_CRATE, ["dependencies"], Some(group))
                }),
            false => unit.name(),
        };
        let items = unit.items().iter().map(|(item, data)| (*item, *data));
        let (kept, own): (Vec<_>, Vec<_>) =
            items.partition(|(item, _)| has_image && image::holds_item(tcx, *item));
        if !kept.is_empty() {
            units.push((image_name, kept, false));
        }
        if !own.is_empty() {
            units.push((own_name, own, unit.is_primary()));
        }
    }
    // Units of one name stay in rustc's order, which does not depend on chance.
    units.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
    let merged = units.chunk_by(|a, b| a.0 == b.0).map(|parts| {
        let mut unit = CodegenUnit::new(parts[0].0);
        for (_, items, is_primary) in parts {
            unit.items_mut().extend(items.iter().copied());
            if *is_primary {
                unit.make_primary();
            }
        }
        unit.compute_size_estimate();
        unit
    });
    MonoItemPartitions {
        codegen_units: tcx.arena.alloc_from_iter(merged.collect::<Vec<_>>()),
        ..partitions
    }
}

/// Whether nothing in a unit is written in this crate.
fn is_foreign(unit: &CodegenUnit<'_>) -> bool {
    let mut items = unit.items().keys();
    items.all(|item| item.def_id().krate != LOCAL_CRATE)
}

/// The same for a unit whatever else there is, so that units stay where they are when others come and go.
fn group(name: Symbol) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_str().as_bytes());
    hasher.finish() % GROUPS
}
