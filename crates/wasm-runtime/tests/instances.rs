//! Single components: how functions are named and called, what is verified and granted, and asynchronous ones.

mod common;

use std::sync::Arc;
use std::time::{Duration, Instant};

use common::wat;
use wasm_runtime::component::{
    CallError, Capability, Component, EventLog, Grants, Instance, Limits, Profile, Runtime,
    RuntimeOptions, Val,
};
use wasm_runtime::{Error, TrapKind};

fn runtime() -> Runtime {
    Runtime::new(RuntimeOptions {
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .unwrap()
}

fn load(text: &str) -> Component {
    runtime().load("test", &wat(text)).unwrap()
}

fn start(text: &str, grants: &Grants, limits: &Limits) -> Result<Instance, Error> {
    let runtime = runtime();
    let component = runtime.load("test", &wat(text))?;
    runtime.instantiate(&component, grants, limits)
}

fn mistake<T>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::User(error)) => error.to_string(),
        Err(other) => panic!("expected the user's mistake: {other}"),
        Ok(_) => panic!("expected the user's mistake"),
    }
}

/// Two versions of an interface with two functions, one of the same name in another interface, and one of the world.
const NAMES: &str = r#"(component
    (core module $m
        (func (export "one") (result i32) (i32.const 1))
        (func (export "two") (result i32) (i32.const 2))
        (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
    (core instance $i (instantiate $m))
    (func $one (result u32) (canon lift (core func $i "one")))
    (func $two (result u32) (canon lift (core func $i "two")))
    (func $add (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
    (instance $old (export "get-it" (func $one)))
    (instance $new (export "get-it" (func $two)) (export "add" (func $add)))
    (export "local:gfx/gfx@1.0.0" (instance $old))
    (export "local:gfx/gfx@2.1.0" (instance $new))
    (export "other:tools/tools" (instance $new))
    (export "run" (func $one)))"#;

#[test]
fn functions_are_found_by_full_and_short_names() {
    let mut instance = start(NAMES, &Grants::default(), &Limits::default()).unwrap();
    for (name, expected) in [
        ("local:gfx/gfx@1.0.0#get-it", 1),
        ("local:gfx/gfx@2.1.0#get-it", 2),
        ("gfx@1#get_it", 1),
        ("gfx@2.1/get-it", 2),
        ("tools#get-it", 2),
        ("run", 1),
    ] {
        let values = instance.call(name, &[]).unwrap();
        assert_eq!(values, [Val::U32(expected)], "{name}");
    }
    let refused = |instance: &mut Instance, name: &str| match instance.call(name, &[]) {
        Err(CallError::Refused(Error::User(error))) => error.to_string(),
        other => panic!("{name}: {other:?}"),
    };
    let error = refused(&mut instance, "get-it");
    assert!(
        error.contains("`get-it` can mean several functions of `test`")
            && error.contains("`local:gfx/gfx@1.0.0#get-it`"),
        "{error}"
    );
    let error = refused(&mut instance, "gfx#gett-it");
    assert!(
        error.contains("exports no function `gfx#gett-it`; there is `local:gfx/gfx@1.0.0#get-it`"),
        "{error}"
    );
    assert!(refused(&mut instance, "gfx@3#get-it").contains("exports no function"));
}

#[test]
fn typed_calls_are_checked_once() {
    let mut instance = start(NAMES, &Grants::default(), &Limits::default()).unwrap();
    let add = instance.func::<(u32, u32), (u32,)>("gfx@2#add").unwrap();
    for n in 0..100 {
        assert_eq!(add.call(&mut instance, (n, 1)).unwrap(), (n + 1,));
    }
    let error = mistake(instance.func::<(u32,), (u32,)>("gfx@2#add"));
    assert!(
        error.contains("cannot call `local:gfx/gfx@2.1.0#add` of `test`")
            && error.contains("its type is func(a: u32, b: u32) -> u32"),
        "{error}"
    );
    // The function is of the component, so another instance of it will do, and one of another component will not.
    let runtime = runtime();
    let same = runtime.load("same", &wat(NAMES)).unwrap();
    let mut first = runtime
        .instantiate(&same, &Grants::default(), &Limits::default())
        .unwrap();
    let mut second = runtime
        .instantiate(&same, &Grants::default(), &Limits::default())
        .unwrap();
    let add = first.func::<(u32, u32), (u32,)>("gfx@2#add").unwrap();
    assert_eq!(add.call(&mut second, (2, 2)).unwrap(), (4,));
    let empty = runtime.load("empty", &wat("(component)")).unwrap();
    let mut other = runtime
        .instantiate(&empty, &Grants::default(), &Limits::default())
        .unwrap();
    assert!(matches!(
        add.call(&mut other, (2, 2)),
        Err(CallError::Refused(Error::User(_)))
    ));
}

#[test]
fn a_component_stays_with_its_runtime() {
    let error = mistake(runtime().instantiate(
        &load("(component)"),
        &Grants::default(),
        &Limits::default(),
    ));
    assert_eq!(error, "`test` was loaded by another runtime");
}

#[test]
fn what_a_component_has_can_be_read() {
    let component = load(NAMES);
    let names: Vec<_> = component
        .exports()
        .iter()
        .map(|export| export.name.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(names.len(), 4);
    assert_eq!(names[0], None);
    let gfx = &component.exports()[2];
    assert_eq!(gfx.functions[1].name, "add");
    assert_eq!(gfx.functions[1].signature, "func(a: u32, b: u32) -> u32");
    assert!(component.imports().is_empty() && component.needs().is_empty());
}

/// Counts its calls, and traps at zero.
const COUNTER: &str = r#"(component
    (core module $m (global $calls (mut i32) (i32.const 0))
        (func $count (export "count") (param i32) (result i32)
            (if (i32.eqz (local.get 0)) (then unreachable))
            (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
            (global.get $calls)))
    (core instance $i (instantiate $m))
    (func (export "count") (param "n" u32) (result u32) (canon lift (core func $i "count"))))"#;

#[test]
fn a_trap_is_followed_by_a_fresh_start() {
    let mut instance = start(COUNTER, &Grants::default(), &Limits::default()).unwrap();
    let count = instance.func::<(u32,), (u32,)>("count").unwrap();
    assert_eq!(count.call(&mut instance, (1,)).unwrap(), (1,));
    assert_eq!(count.call(&mut instance, (1,)).unwrap(), (2,));
    match count.call(&mut instance, (0,)) {
        Err(CallError::Trapped(trapped)) => {
            assert_eq!(trapped.trap.kind, TrapKind::Unreachable);
            assert_eq!(
                (trapped.component.as_str(), trapped.function.as_str()),
                ("test", "count")
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(instance.is_stopped());
    assert_eq!(count.call(&mut instance, (1,)).unwrap(), (1,));

    instance.restart_after_trap(false);
    assert!(count.call(&mut instance, (0,)).is_err());
    let Err(CallError::Refused(error)) = count.call(&mut instance, (1,)) else {
        panic!("it was to stay stopped");
    };
    assert!(
        error.to_string().contains("`test` was stopped by a trap"),
        "{error}"
    );
    instance.start().unwrap();
    assert_eq!(count.call(&mut instance, (1,)).unwrap(), (1,));
}

#[test]
fn the_verifier_sees_bytes_before_anything_else() {
    let options = RuntimeOptions {
        verifier: Some(Arc::new(|name: &str, bytes: &[u8]| {
            match bytes.starts_with(b"\0asm") {
                true => Ok(()),
                false => Err(format!("`{name}` has no signature")),
            }
        })),
        ..RuntimeOptions::default()
    };
    let runtime = Runtime::new(options).unwrap();
    assert!(runtime.load("good", &wat("(component)")).is_ok());
    let error = mistake(runtime.load("bad", b"garbage"));
    assert_eq!(error, "`bad` was not accepted: `bad` has no signature");
}

#[test]
fn what_is_no_component_is_told_apart() {
    let error = mistake(runtime().load("m", &wat("(module)")));
    assert!(
        error.contains("core module") && error.contains("--host component"),
        "{error}"
    );
    let error = mistake(runtime().load("t", b"(component)"));
    assert!(error.contains("text"), "{error}");
}

fn section(name: &str, bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| format!("\\{byte:02x}")).collect();
    format!(r#"(@custom "{name}" "{text}")"#)
}

/// A record of `app::work`, which needs `capability`.
fn requires(kind: u8, item: &str, target: &str, capability: &str) -> Vec<u8> {
    let text = |text: &str| {
        let mut bytes = u32::try_from(text.len()).unwrap().to_le_bytes().to_vec();
        bytes.extend(text.as_bytes());
        bytes
    };
    let mut payload = vec![kind];
    payload.extend(text(item));
    payload.extend(text(target));
    payload.extend(1u32.to_le_bytes());
    payload.extend(text(capability));
    let mut record = vec![wasm::section::VERSION];
    record.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
    record.extend(payload);
    record
}

#[test]
fn regions_and_capabilities_of_the_modules_inside_are_validated() {
    let declares = |records: &[u8]| {
        let section = section("wasmrust.capabilities", records);
        let text = format!("(component (core module {section}))");
        start(&text, &Grants::default(), &Limits::default())
    };
    let error = mistake(declares(&requires(0, "app::work", "", "threads")));
    assert!(
        error.contains(
            "`test` needs threads, which this host does not have: `app::work` was declared"
        ),
        "{error}"
    );
    let error = mistake(declares(&requires(0, "app::work", "", "network")));
    assert!(
        error.contains("asks for network, which it is not granted"),
        "{error}"
    );
    let mut both = requires(0, "app::work", "", "threads");
    both.extend(requires(1, "app::slow", "work", "threads"));
    assert!(declares(&both).is_ok(), "a fallback does without");
    assert!(declares(&requires(0, "app::work", "", "simd")).is_ok());
    let error = mistake(declares(&[wasm::section::VERSION, 3]));
    assert!(error.contains("`test` is damaged"), "{error}");

    // More than its memory, of intent 3 (scratch): length, intent, size, alignment, name.
    let mut payload = vec![3];
    payload.extend(100_000u64.to_le_bytes());
    payload.extend(16u32.to_le_bytes());
    payload.extend(4u32.to_le_bytes());
    payload.extend(b"a::B");
    let mut region = vec![wasm::section::VERSION];
    region.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
    region.extend(payload);
    let text = format!(
        "(component (core module (memory 1) {}))",
        section("wasmrust.regions", &region)
    );
    let error = mistake(runtime().load("test", &wat(&text)));
    assert!(error.contains("`a::B` has 100000 bytes"), "{error}");
}

#[test]
fn a_poorer_host_refuses_what_it_lacks() {
    let runtime = Runtime::new(RuntimeOptions {
        profile: Some(Profile::detect().without(Capability::Clock)),
        ..RuntimeOptions::default()
    })
    .unwrap();
    let text = r#"(component (import "wasi:clocks/wall-clock@0.2.0" (instance (export "resolution" (func (result u64))))))"#;
    let component = runtime.load("watch", &wat(text)).unwrap();
    let grants = Grants {
        clock: true,
        ..Grants::default()
    };
    let error = mistake(runtime.instantiate(&component, &grants, &Limits::default()));
    assert!(
        error.contains("`watch` needs clock, which this host does not have"),
        "{error}"
    );
}

/// Adds one; says so by `task.return`, and waits before that for so many nanoseconds.
const LATER: &str = r#"(component
    (import "wasi:clocks/monotonic-clock@0.3.0" (instance $clock (export "wait-for" (func async (param "how-long" u64)))))
    (core func $wait (canon lower (func $clock "wait-for")))
    (core func $return (canon task.return (result u32)))
    (core module $m
        (import "" "return" (func $return (param i32)))
        (import "" "wait" (func $wait (param i64)))
        (func (export "later") (param i32 i64) (result i32)
            (call $wait (local.get 1))
            (call $return (i32.add (local.get 0) (i32.const 1)))
            (i32.const 0))
        (func (export "callback") (param i32 i32 i32) (result i32) (i32.const 0)))
    (core instance $i (instantiate $m (with "" (instance (export "return" (func $return)) (export "wait" (func $wait))))))
    (func (export "later") async (param "n" u32) (param "nanoseconds" u64) (result u32)
        (canon lift (core func $i "later") async (callback (core func $i "callback")))))"#;

#[test]
fn asynchronous_functions_are_called_like_others() {
    let grants = Grants {
        clock: true,
        ..Grants::default()
    };
    let mut instance = start(LATER, &grants, &Limits::default()).unwrap();
    assert!(instance.component().is_asynchronous());
    let later = instance.func::<(u32, u64), (u32,)>("later").unwrap();
    let begin = Instant::now();
    assert_eq!(later.call(&mut instance, (6, 30_000_000)).unwrap(), (7,));
    assert!(begin.elapsed() >= Duration::from_millis(30));
    let values = instance.call("later", &[Val::U32(8), Val::U64(0)]).unwrap();
    assert_eq!(values, [Val::U32(9)]);
}

#[test]
fn time_spent_waiting_in_the_host_counts() {
    let limits = Limits {
        time: Some(Duration::from_millis(60)),
        ..Limits::default()
    };
    let grants = Grants {
        clock: true,
        ..Grants::default()
    };
    let mut instance = start(LATER, &grants, &limits).unwrap();
    let later = instance.func::<(u32, u64), (u32,)>("later").unwrap();
    let begin = Instant::now();
    match later.call(&mut instance, (1, 60_000_000_000)) {
        Err(CallError::Trapped(trapped)) => assert_eq!(
            trapped.trap.kind,
            TrapKind::Timeout {
                after: Duration::from_millis(60)
            }
        ),
        other => panic!("{other:?}"),
    }
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert_eq!(later.call(&mut instance, (1, 0)).unwrap(), (2,));
}

#[test]
fn a_thousand_starts_leave_nothing_behind() {
    let log = EventLog::default();
    let runtime = Runtime::new(RuntimeOptions {
        observer: Some(Arc::new(log.clone())),
        ..RuntimeOptions::default()
    })
    .unwrap();
    let component = runtime.load("counter", &wat(COUNTER)).unwrap();
    let mut instance = runtime
        .instantiate(&component, &Grants::default(), &Limits::default())
        .unwrap();
    for _ in 0..1000 {
        assert!(instance.call("count", &[Val::U32(0)]).is_err());
        assert_eq!(
            instance.call("count", &[Val::U32(1)]).unwrap(),
            [Val::U32(1)]
        );
    }
    assert_eq!(log.take().len(), 2000, "a trap and a start each");
}

#[test]
fn time_is_limited_only_where_calls_can_be_stopped() {
    let runtime = Runtime::new(RuntimeOptions::default()).unwrap();
    let component = runtime.load("counter", &wat(COUNTER)).unwrap();
    let start = |time| {
        let limits = Limits {
            time,
            ..Limits::default()
        };
        runtime.instantiate(&component, &Grants::default(), &limits)
    };
    let mut instance = start(None).unwrap();
    assert_eq!(
        instance.call("count", &[Val::U32(1)]).unwrap(),
        [Val::U32(1)]
    );
    let refused = start(Some(Duration::from_secs(1))).map(drop).unwrap_err();
    assert!(refused.to_string().contains("RuntimeOptions::time_limits"));
}
