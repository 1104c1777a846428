//! Writes a composition: one nested component for each different part, one instance for each part.

use std::collections::HashMap;

use wac_graph::types::Package;
use wac_graph::{CompositionGraph, EncodeError, EncodeOptions, NodeId, PackageId, Processor};

use super::record::{self, Record};
use super::{Plan, Request};
use crate::error::Failure;
use crate::ops::component::load;

/// Composes the parts as planned. The result is validated, and remembers how it was made.
///
/// # Errors
/// Two parts want the same import with different types, or an export needs a resource that is not exported with it.
pub fn emit(request: &Request, plan: &Plan) -> Result<Vec<u8>, Failure> {
    let mut graph = CompositionGraph::new();
    let mut packages: HashMap<String, PackageId> = HashMap::new();
    let mut instances: HashMap<usize, NodeId> = HashMap::new();
    for index in &plan.order {
        let part = &request.parts[*index];
        let digest = record::digest(&part.bytes);
        let package = match packages.get(&digest) {
            Some(package) => *package,
            None => {
                let package = package(&mut graph, &part.name, &part.bytes)?;
                packages.insert(digest, package);
                package
            }
        };
        let instance = graph.instantiate(package);
        graph.set_node_name(instance, &part.name);
        instances.insert(*index, instance);
    }
    for wire in &plan.wires {
        let fault = |error: &dyn std::fmt::Display| {
            Failure::user(format!(
                "`{}` of `{}` is not what `{}` imports as `{}`",
                wire.export,
                request.parts[wire.from].name,
                request.parts[wire.to].name,
                wire.import
            ))
            .note(error.to_string())
        };
        let export = graph
            .alias_instance_export(instances[&wire.from], &wire.export)
            .map_err(|error| fault(&error))?;
        graph
            .set_instantiation_argument(instances[&wire.to], &wire.import, export)
            .map_err(|error| fault(&format!("{:#}", anyhow::Error::from(error))))?;
    }
    for (part, name) in &plan.exports {
        let fault = |error: &dyn std::fmt::Display| {
            let part = &request.parts[*part].name;
            Failure::bug(format!("`{name}` of `{part}` cannot be exported: {error}"))
        };
        let export = graph
            .alias_instance_export(instances[part], name)
            .map_err(|error| fault(&error))?;
        graph.export(export, name).map_err(|error| fault(&error))?;
    }
    let options = EncodeOptions {
        define_components: true,
        validate: true,
        processor: Some(Processor {
            name: "cargo-wasm",
            version: env!("CARGO_PKG_VERSION"),
        }),
    };
    let mut bytes = graph
        .encode(options)
        .map_err(|error| refused(&graph, error))?;
    Record::new(request, plan).append(&mut bytes)?;
    load::validate("the composition", &bytes)?;
    Ok(bytes)
}

fn package(graph: &mut CompositionGraph, name: &str, bytes: &[u8]) -> Result<PackageId, Failure> {
    let package = Package::from_bytes(name, None, bytes, graph.types_mut()).map_err(|error| {
        Failure::unsupported(format!("`{name}` has a type that cannot be linked"))
            .note(load::chain(&error))
    })?;
    graph
        .register_package(package)
        .map_err(|error| Failure::bug(format!("`{name}` cannot be linked: {error}")))
}

fn refused(graph: &CompositionGraph, error: EncodeError) -> Failure {
    let name = |node: NodeId| graph[node].name().unwrap_or("?").to_owned();
    match &error {
        EncodeError::ImportTypeMergeConflict {
            import,
            first,
            second,
            source,
        } => Failure::user(format!(
            "`{}` and `{}` both import `{import}`, and not with the same types",
            name(*first),
            name(*second)
        ))
        .note(load::chain(source))
        .help("build both against the same WIT, or plug in components that give each its own"),
        EncodeError::ValidationFailure { source } => {
            Failure::user("the parts do not make a valid component together")
                .note(source.message().to_owned())
                .help("a resource in what is exported or wired must come from one and the same instance: lay `[[wires]]` so that it does")
        }
        _ => Failure::bug(format!("the composition cannot be written: {error}")),
    }
}
