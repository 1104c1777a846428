//! Random pairs of worlds: `compare` and the validator must come to the same verdict.
//!
//! A world is made by chance, and a second one by a few changes of the first; `PAIRS=N` asks for another number than the usual
//! one. The code under test is included here, since it reads nothing and prints nothing.

#[path = "harness/component.rs"]
#[allow(dead_code)] // Other tests use the rest.
mod component;

/// The modules under the paths that they have in the program.
#[path = "../src/ops"]
#[allow(dead_code)]
mod ops {
    pub mod component {
        pub mod compare;
        pub mod render;
    }
}

use std::collections::BTreeSet;
use std::fmt::Write;

use ops::component::compare;
use wit_component::DecodedWasm;

const USUAL: usize = 1000;

/// A small generator of numbers (Marsaglia, "Xorshift RNGs", 2003): the same pairs at every run.
#[derive(Clone)]
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

#[derive(Clone, Debug)]
enum Def {
    /// Names, each with a type in a record, and sometimes in a variant.
    Composite(&'static str, Vec<(String, Option<String>)>),
    Alias(String),
    Resource,
    /// Of the first interface.
    Use,
}

#[derive(Clone, Debug)]
struct Function {
    name: String,
    params: Vec<(String, String)>,
    result: Option<String>,
}

#[derive(Clone, Debug)]
struct Interface {
    types: Vec<(String, Def)>,
    functions: Vec<Function>,
}

#[derive(Clone, Debug)]
struct World {
    interfaces: Vec<Interface>,
    imports: BTreeSet<usize>,
    exports: BTreeSet<usize>,
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const PRIMITIVES: [&str; 7] = ["bool", "u8", "u16", "s32", "f64", "char", "string"];

fn ty(random: &mut Random, types: &[(String, Def)]) -> String {
    match random.below(10) {
        0 => format!("list<{}>", ty(random, types)),
        1 => format!("option<{}>", ty(random, types)),
        2 => format!("tuple<{}, {}>", ty(random, types), ty(random, types)),
        3 => format!("result<{}>", ty(random, types)),
        4..=6 if !types.is_empty() => random.of(types).0.clone(),
        _ => (*random.of(&PRIMITIVES)).to_owned(),
    }
}

fn def(random: &mut Random, types: &[(String, Def)], index: usize) -> Def {
    let kinds = [
        "record", "variant", "enum", "flags", "alias", "resource", "use",
    ];
    let kind = *random.of(&kinds);
    match kind {
        "alias" => Def::Alias(ty(random, types)),
        "resource" => Def::Resource,
        "use" if index > 0 => Def::Use,
        "use" => Def::Resource,
        _ => {
            let members = NAMES[..1 + random.below(3)].iter().map(|name| {
                let has_type = kind == "record" || (kind == "variant" && random.below(2) == 0);
                ((*name).to_owned(), has_type.then(|| ty(random, types)))
            });
            Def::Composite(kind, members.collect())
        }
    }
}

fn function(random: &mut Random, types: &[(String, Def)], name: &str) -> Function {
    let params = NAMES[..random.below(3)].iter().map(|name| {
        let is_resource = |(_, def): &&(String, Def)| matches!(def, Def::Resource);
        let resource = types.iter().find(is_resource);
        let text = match resource {
            Some((name, _)) if random.below(3) == 0 => format!("borrow<{name}>"),
            _ => ty(random, types),
        };
        ((*name).to_owned(), text)
    });
    Function {
        name: format!("fn-{name}"),
        params: params.collect(),
        result: (random.below(2) == 0).then(|| ty(random, types)),
    }
}

fn world(random: &mut Random) -> World {
    let mut interfaces = Vec::new();
    for index in 0..1 + random.below(3) {
        // `shared` is what the others may use of the first.
        let mut types = Vec::new();
        if index == 0 {
            types.push(("shared".to_owned(), def(random, &[], index)));
        }
        for name in &NAMES[..random.below(4)] {
            let made = def(random, &types, index);
            let has_shared = types.iter().any(|(name, _)| name == "shared");
            match made {
                Def::Use if has_shared => {}
                Def::Use => types.push(("shared".to_owned(), made)),
                _ => types.push((format!("t-{name}"), made)),
            }
        }
        let functions = NAMES[..random.below(4)]
            .iter()
            .map(|name| function(random, &types, name));
        let functions = functions.collect();
        interfaces.push(Interface { types, functions });
    }
    let some =
        |random: &mut Random, count: usize| (0..count).filter(|_| random.below(2) == 0).collect();
    let count = interfaces.len();
    World {
        imports: some(random, count),
        exports: some(random, count),
        interfaces,
    }
}

/// Changes something; the result may be no correct WIT.
fn change(world: &mut World, random: &mut Random) {
    let count = world.interfaces.len();
    let which = random.below(count);
    let interface = &mut world.interfaces[which];
    let types = interface.types.clone();
    match random.below(10) {
        0 => {
            let set = if random.below(2) == 0 {
                &mut world.imports
            } else {
                &mut world.exports
            };
            if !set.remove(&which) {
                set.insert(which);
            }
        }
        1 => interface.functions.push(function(random, &types, "new")),
        2 if !interface.functions.is_empty() => {
            let at = random.below(interface.functions.len());
            interface.functions.remove(at);
        }
        3 if !interface.types.is_empty() => {
            let at = random.below(interface.types.len());
            interface.types.remove(at);
        }
        4 => {
            let made = def(random, &types, 0);
            interface.types.push(("t-new".to_owned(), made));
        }
        5 | 6 if !interface.types.is_empty() => {
            let at = random.below(interface.types.len());
            match &mut interface.types[at].1 {
                Def::Composite(kind, members) => match random.below(4) {
                    0 => members.reverse(),
                    1 => members.push((
                        "new".to_owned(),
                        (*kind == "record").then(|| "u8".to_owned()),
                    )),
                    2 if members.len() > 1 => {
                        members.pop();
                    }
                    _ => {
                        if let Some((_, Some(inner))) = members.first_mut() {
                            *inner = ty(random, &types[..at]);
                        }
                    }
                },
                Def::Alias(inner) => *inner = ty(random, &types[..at]),
                other => *other = def(random, &types[..at], which),
            }
        }
        _ if !interface.functions.is_empty() => {
            let at = random.below(interface.functions.len());
            let function = &mut interface.functions[at];
            match random.below(4) {
                0 => function.result = (random.below(2) == 0).then(|| ty(random, &types)),
                1 => function.params.push(("new".to_owned(), ty(random, &types))),
                2 => {
                    function.params.pop();
                }
                _ => {
                    if let Some((name, inner)) = function.params.first_mut() {
                        if random.below(3) == 0 {
                            *name = "renamed".to_owned();
                        } else {
                            *inner = ty(random, &types);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

fn text(world: &World) -> String {
    let mut text = "package local:random;\n".to_owned();
    for (index, interface) in world.interfaces.iter().enumerate() {
        let _ = writeln!(text, "interface i{index} {{");
        for (name, def) in &interface.types {
            let _ = match def {
                Def::Alias(inner) => writeln!(text, "  type {name} = {inner};"),
                Def::Resource => writeln!(text, "  resource {name};"),
                Def::Use => writeln!(text, "  use i0.{{{name}}};"),
                Def::Composite(kind, members) => {
                    let members: Vec<String> = members
                        .iter()
                        .map(|(name, ty)| match (ty, *kind) {
                            (Some(ty), "record") => format!("{name}: {ty}"),
                            (Some(ty), _) => format!("{name}({ty})"),
                            (None, _) => name.clone(),
                        })
                        .collect();
                    writeln!(text, "  {kind} {name} {{ {} }}", members.join(", "))
                }
            };
        }
        for Function {
            name,
            params,
            result,
        } in &interface.functions
        {
            let params: Vec<String> = params
                .iter()
                .map(|(name, ty)| format!("{name}: {ty}"))
                .collect();
            let result = result
                .as_ref()
                .map(|ty| format!(" -> {ty}"))
                .unwrap_or_default();
            let _ = writeln!(text, "  {name}: func({}){result};", params.join(", "));
        }
        text.push_str("}\n");
    }
    text.push_str("world w {\n");
    for (word, set) in [("import", &world.imports), ("export", &world.exports)] {
        for index in set {
            let _ = writeln!(text, "  {word} i{index};");
        }
    }
    text + "}\n"
}

#[test]
fn compare_and_the_validator_agree() {
    let count =
        std::env::var("PAIRS").map_or(USUAL, |text| text.parse().expect("PAIRS is a number"));
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut tried, mut compatible, mut breaking) = (0, 0, 0);
    while compatible + breaking < count {
        tried += 1;
        assert!(tried < count * 20, "too few of the worlds are correct WIT");
        let old = world(&mut random);
        let mut new = old.clone();
        for _ in 0..1 + random.below(3) {
            change(&mut new, &mut random);
        }
        let (old, new) = (text(&old), text(&new));
        let (Ok((old_resolve, old_world)), Ok((new_resolve, new_world))) =
            (component::parse(&old), component::parse(&new))
        else {
            continue;
        };
        let (Ok(old_bytes), Ok(bytes)) = (component::component(&old), component::component(&new))
        else {
            continue;
        };
        // Where an interface is imported and exported, wit-component's two encoders do not always mean the same of the two by
        // a resource that a third interface uses of it: such a world does not even fit itself, and is no judge.
        let fits_itself = wit_component::targets(&old_resolve, old_world, &old_bytes).is_ok()
            && wit_component::targets(&new_resolve, new_world, &bytes).is_ok();
        if !fits_itself {
            continue;
        }
        // A component imports less than its world says: what its module does not use is left out.
        let Ok(DecodedWasm::Component(decoded, decoded_world)) = wit_component::decode(&bytes)
        else {
            panic!("a component has a world:\n{new}");
        };
        let found = compare::worlds((&old_resolve, old_world), (&decoded, decoded_world));
        let breaks = found.iter().any(|difference| difference.breaks);
        // The validator wants an argument for an import of types, too.
        let wants_types = found
            .iter()
            .any(|difference| difference.why.contains("only types"));
        let oracle = wit_component::targets(&old_resolve, old_world, &bytes);
        let expected = breaks || wants_types;
        // The decoder makes one interface of an imported and an exported one of the same name: what is exported then seems to
        // be imported as well, and the verdict may be too strict.
        let keys = &decoded.worlds[decoded_world];
        let is_merged = keys
            .imports
            .keys()
            .any(|key| keys.exports.contains_key(key));
        assert!(
            oracle.is_err() == expected || (is_merged && expected),
            "old:\n{old}\nnew:\n{new}\nfound: {found:#?}\nthe validator: {oracle:?}"
        );
        let declared = compare::worlds((&old_resolve, old_world), (&new_resolve, new_world));
        assert!(
            !breaks || declared.iter().any(|difference| difference.breaks),
            "old:\n{old}\nnew:\n{new}\nthe component breaks what its world does not"
        );
        if breaks {
            breaking += 1
        } else {
            compatible += 1
        }
    }
    // Both verdicts must have been tried.
    assert!(
        compatible > count / 10 && breaking > count / 10,
        "{compatible} and {breaking}"
    );
}
