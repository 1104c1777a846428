//! How flags, tables and defaults add up.

use super::*;

fn profile(chain: &[&str], set: Vec<CargoKey>) -> CargoProfile {
    CargoProfile {
        chain: chain.iter().map(|s| s.to_string()).collect(),
        set,
    }
}

fn written(key: &'static str, value: &str) -> CargoKey {
    let origin = Origin::File {
        path: "Cargo.toml".into(),
        line: 1,
        key: format!("profile.release.{key}"),
    };
    CargoKey {
        key,
        value: value.to_owned(),
        origin,
    }
}

#[test]
fn development_and_release_differ() {
    let table = WasmTable::default();
    let dev = Settings::resolve(
        &Flags::default(),
        &table,
        &table,
        profile(&["dev"], vec![]),
        Path::new("/w"),
        false,
    );
    assert_eq!(
        (dev.opt.value, dev.panic.value, dev.wasm_opt.value),
        (Opt::None, Panic::Location, false)
    );
    assert_eq!(dev.cargo_overrides().count(), 0);
    let flags = Flags {
        host: Some(Host::Browser),
        ..Flags::default()
    };
    for (name, set, overrides) in [
        ("dev", vec![], vec!["debug"]),
        ("dev", vec![written("debug", "true")], vec![]),
        ("release", vec![], vec!["opt-level", "lto", "codegen-units"]),
    ] {
        let profile = profile(&[name], set);
        let page = Settings::resolve(&flags, &table, &table, profile, Path::new("/w"), false);
        let keys: Vec<_> = page.cargo_overrides().map(|k| k.key).collect();
        assert_eq!(keys, overrides);
    }
    let ship = profile(&["ship", "release"], vec![]);
    let release = Settings::resolve(
        &Flags::default(),
        &table,
        &table,
        ship,
        Path::new("/w"),
        false,
    );
    assert_eq!(
        (release.opt.value, release.panic.value),
        (Opt::Size, Panic::Trap)
    );
    assert_eq!(release.cargo_overrides().count(), 3);
}

#[test]
fn the_users_own_profile_stands_until_opt_is_said() {
    let table = WasmTable::default();
    let own = profile(
        &["release"],
        vec![written("opt-level", "2"), written("lto", "\"thin\"")],
    );
    let settings = Settings::resolve(
        &Flags::default(),
        &table,
        &table,
        own.clone(),
        Path::new("/w"),
        false,
    );
    let keys: Vec<_> = settings.cargo_overrides().map(|k| k.key).collect();
    assert_eq!(keys, ["codegen-units"]);
    let flags = Flags {
        opt: Some(Opt::Speed),
        ..Flags::default()
    };
    let settings = Settings::resolve(&flags, &table, &table, own, Path::new("/w"), false);
    let keys: Vec<_> = settings
        .cargo_overrides()
        .map(|k| (k.key, k.value.as_str()))
        .collect();
    assert_eq!(keys, [("opt-level", "3"), ("codegen-units", "1")]);
}

#[test]
fn a_harness_always_has_messages() {
    let table = WasmTable::default();
    let flags = Flags {
        panic: Some(Panic::Trap),
        ..Flags::default()
    };
    let settings = Settings::resolve(
        &flags,
        &table,
        &table,
        profile(&["bench", "release"], vec![]),
        Path::new("/w"),
        true,
    );
    assert_eq!(settings.panic.value, Panic::Location);
}
