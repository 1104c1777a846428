//! `package.json`, from what Cargo.toml says.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::Glue;
use crate::config::Package;

/// An object whose keys stay in order: the first condition of an export that holds is the one that is taken.
#[derive(Default)]
struct Ordered(Vec<(String, Node)>);

enum Node {
    Value(Value),
    Object(Ordered),
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, node)| (key, node)))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Value(value) => value.serialize(serializer),
            Node::Object(object) => object.serialize(serializer),
        }
    }
}

impl Ordered {
    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.push((key.to_owned(), Node::Value(value.into())));
    }

    fn object(&mut self, key: &str, object: Ordered) {
        self.0.push((key.to_owned(), Node::Object(object)));
    }
}

/// The text of `package.json` for a package with these modules, the first of which is what importing the package means.
/// `npm` has keys that the user sets; those win. `files` are what the package consists of.
pub fn text(
    package: &Package,
    modules: &[&Glue],
    npm: Map<String, Value>,
    files: &[String],
) -> anyhow::Result<String> {
    let about = &package.about;
    let mut json = Ordered::default();
    json.put("name", about.name.as_str());
    json.put("version", about.version.to_string());
    if let Some(description) = &about.description {
        json.put("description", description.as_str());
    }
    json.put("type", "module");
    if let Some(license) = &about.license {
        json.put("license", spdx(license));
    } else if let Some(file) = about.license_file.as_ref().and_then(|f| f.file_name()) {
        json.put("license", format!("SEE LICENSE IN {file}"));
    }
    if let [first, rest @ ..] = about.authors.as_slice() {
        json.put("author", first.as_str());
        if !rest.is_empty() {
            json.put("contributors", rest);
        }
    }
    if let Some(homepage) = &about.homepage {
        json.put("homepage", homepage.as_str());
    }
    if let Some(url) = &about.repository {
        json.put("repository", json!({ "type": "git", "url": url }));
    }
    if !about.keywords.is_empty() {
        json.put("keywords", about.keywords.as_slice());
    }
    let mut exports = Ordered::default();
    let mut effects = Vec::new();
    for (i, glue) in modules.iter().enumerate() {
        let name = &glue.name;
        let path = match i {
            0 => ".".to_owned(),
            _ => format!("./{name}"),
        };
        let mut entry = Ordered::default();
        entry.put("types", format!("./{name}.d.ts"));
        entry.put("node", format!("./{name}.node.js"));
        entry.put("default", format!("./{name}.js"));
        exports.object(&path, entry);
        let mut entry = Ordered::default();
        entry.put("types", format!("./{name}.d.ts"));
        entry.put("default", format!("./{name}_init.js"));
        exports.object(&format!("{path}/init"), entry);
        exports.put(&format!("./{name}.wasm"), format!("./{name}.wasm"));
        effects.extend([format!("./{name}.js"), format!("./{name}.node.js")]);
    }
    exports.put("./package.json", "./package.json");
    effects.push("./snippets/*".to_owned());
    if let [first, ..] = modules {
        json.put("main", format!("./{}.js", first.name));
        json.put("types", format!("./{}.d.ts", first.name));
    }
    json.object("exports", exports);
    json.put("sideEffects", effects);
    json.put("files", files);
    let bound = modules.iter().filter_map(|glue| glue.bound.as_ref());
    let dependencies: Map<_, _> = bound.flat_map(|b| b.dependencies.clone()).collect();
    if !dependencies.is_empty() {
        json.put("dependencies", dependencies);
    }
    for (key, value) in npm {
        let known = json.0.iter_mut().find(|(known, _)| *known == key);
        match (known, value) {
            // What snippets need is needed whatever else the user adds.
            (Some((_, Node::Value(Value::Object(ours)))), Value::Object(theirs)) => {
                ours.extend(theirs);
            }
            (Some((_, node)), value) => *node = Node::Value(value),
            (None, value) => json.put(&key, value),
        }
    }
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

/// Cargo still allows `MIT/Apache-2.0`, which npm does not know.
fn spdx(license: &str) -> String {
    license.replace('/', " OR ")
}
