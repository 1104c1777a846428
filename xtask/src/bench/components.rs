//! `cargo xtask bench components`: what the macros and the runtime cost, beside wit-bindgen and wasmtime themselves.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use wasm_runtime::component::{Func, Grants, Instance, Limits, Runtime, RuntimeOptions};
use wasmtime::component::{Component, ComponentNamedList, Lift, Linker, Lower, TypedFunc};
use wasmtime::{Config, Engine, Store};

use super::report::{Section, grouped, median};
use super::tools::{Bench, output};

/// Rounds of every variant in turn.
const ROUNDS: usize = 41;

/// The filter of the user's sketch: macros, wit-bindgen with the same tools, wit-bindgen with stock tools at their best.
///
/// # Errors
/// A package does not build.
pub fn sizes(bench: &Bench) -> Result<Section> {
    let mut section = Section::new("A component's size", &["filter", "bytes", "to by hand"]);
    let ours = build(
        bench,
        "examples/image-filter",
        "image_filter",
        &["-p", "image-filter"],
    )?;
    let hand = build(bench, "benches/components/filter", "filter_by_hand", &[])?;
    let ours = fs::metadata(ours)?.len();
    let hand = fs::metadata(hand)?.len();
    let ratio = ours as f64 / hand as f64;
    section.row([
        "`#[wasm::component]`, `cargo wasm build --release`".into(),
        grouped(ours),
        format!("{ratio:.2}"),
    ]);
    section.row([
        "wit-bindgen by hand, `cargo wasm build --release`".into(),
        grouped(hand),
        "1.00".into(),
    ]);
    let stock = stock(bench)?;
    section.row([
        "the same by stock cargo, `opt-level = \"z\"`, LTO, 1 CGU, abort, strip, `wasm-opt -Oz`"
            .into(),
        grouped(stock),
        format!("{:.2}", stock as f64 / hand as f64),
    ]);
    section.bar("the sketch's size : by hand", ratio, ratio <= 1.0);
    section.notes.push("Bar: ≤ 1.0 of wit-bindgen's by hand. Aim: ≤ 0.8. Nothing imports WASI, so there is no adapter.".into());
    Ok(section)
}

fn build(bench: &Bench, package: &str, name: &str, flags: &[&str]) -> Result<PathBuf> {
    let target = package.replace('/', "-");
    output(
        bench
            .cargo_wasm(&bench.root.join(package), &target)
            .args(["build", "--release", "--locked", "--host", "component"])
            .args(flags),
    )?;
    Ok(bench.module(&target, "component", "release", name))
}

fn stock(bench: &Bench) -> Result<u64> {
    let package = bench.root.join("benches/components/filter");
    output(bench.cargo(&package, "stock-component").args([
        "build",
        "--release",
        "--locked",
        "--target",
        "wasm32-wasip1",
    ]))?;
    let core = bench
        .scratch
        .join("stock-component/wasm32-wasip1/release/filter_by_hand.wasm");
    let small = super::hello::optimise(bench, &core)?;
    let out = bench.scratch.join("stock.component.wasm");
    output(
        bench
            .cargo_wasm(&bench.root, "none")
            .args(["component", "new"])
            .arg(&small)
            .arg("-o")
            .arg(&out),
    )?;
    Ok(fs::metadata(out)?.len())
}

/// Host to component: wasmtime's typed calls and ours, on guests by the macros and by hand.
///
/// # Errors
/// A guest does not build, or computes something else than another.
pub fn calls(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "A call into a component",
        &[
            "function",
            "wasmtime, ns",
            "wasm-runtime, ns",
            "ratio",
            "wasmtime with epochs, ns",
            "wasm-runtime with `time_limits`, ns",
            "ratio",
            "guest by hand, ns",
            "macros : by hand",
        ],
    );
    let macros = fs::read(build(bench, "benches/components/calls", "calls", &[])?)?;
    let hand = fs::read(build(
        bench,
        "benches/components/calls-by-hand",
        "calls_by_hand",
        &[],
    )?)?;
    // Typed functions keep the type of their parameters, lifetimes and all.
    let text: &'static str = "x".repeat(1000).leak();
    let values: &'static [f32] = (0..1000).map(|i| i as f32).collect::<Vec<_>>().leak();
    let mut guests = Guests::new(&macros, &hand)?;
    let short = &text[..10];
    let doubled: Vec<f32> = values.iter().map(|value| value * 2.0).collect();
    guests.measure(
        &mut section,
        "add",
        "`add(u32, u32) -> u32`",
        (1u32, 2u32),
        &(3u32,),
    )?;
    guests.measure(
        &mut section,
        "length",
        "`length(string) -> u32`, 10 B",
        (short,),
        &(10u32,),
    )?;
    guests.measure(
        &mut section,
        "length",
        "`length(string) -> u32`, 1 KB",
        (text,),
        &(1000u32,),
    )?;
    guests.measure(
        &mut section,
        "shout",
        "`shout(string) -> string`, 10 B",
        (short,),
        &(format!("{short}!"),),
    )?;
    guests.measure(
        &mut section,
        "shout",
        "`shout(string) -> string`, 1 KB",
        (text,),
        &(format!("{text}!"),),
    )?;
    guests.measure(
        &mut section,
        "sum",
        "`sum(list<f32>) -> f32`, 4 KB",
        (values,),
        &(499_500.0f32,),
    )?;
    guests.measure(
        &mut section,
        "doubled",
        "`doubled(list<f32>) -> list<f32>`, 4 KB",
        (values,),
        &(doubled,),
    )?;
    section.notes.push(format!(
        "Bar: each ratio ≤ 1.1. Aim: 1.0. Medians of {ROUNDS} interleaved rounds of some thousand calls; ratios are medians of the rounds' ratios."
    ));
    Ok(section)
}

const INTERFACE: &str = "local:calls/calls@1.0.0";

struct Guests {
    macros: Component,
    /// The same, compiled so that calls can be stopped.
    stoppable: Component,
    hand: Component,
    /// Without and with limits on time.
    runtimes: [(Runtime, wasm_runtime::component::Component); 2],
}

impl Guests {
    fn new(macros: &[u8], hand: &[u8]) -> Result<Self> {
        let engine = |epochs| {
            let mut config = Config::new();
            // Without bookkeeping of tasks, which these components do not need: it makes calls slower.
            config
                .epoch_interruption(epochs)
                .wasm_component_model_async(false)
                .concurrency_support(false);
            Engine::new(&config).map_err(ours)
        };
        let [plain, stoppable] = [engine(false)?, engine(true)?];
        let runtime = |time_limits| -> Result<_> {
            let runtime = Runtime::new(RuntimeOptions {
                time_limits,
                ..RuntimeOptions::default()
            })?;
            let component = runtime.load("calls", macros)?;
            Ok((runtime, component))
        };
        Ok(Self {
            macros: Component::new(&plain, macros).map_err(ours)?,
            stoppable: Component::new(&stoppable, macros).map_err(ours)?,
            hand: Component::new(&plain, hand).map_err(ours)?,
            runtimes: [runtime(false)?, runtime(true)?],
        })
    }

    fn raw<P, R>(&self, component: &Component, function: &str) -> Result<Raw<P, R>>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift,
    {
        let mut store = Store::new(component.engine(), ());
        store.set_epoch_deadline(u64::MAX / 2);
        let instance = Linker::new(component.engine())
            .instantiate(&mut store, component)
            .map_err(ours)?;
        let interface = instance.get_export_index(&mut store, None, INTERFACE);
        let index = instance
            .get_export_index(&mut store, interface.as_ref(), function)
            .context("the guest has the function")?;
        let function = instance.get_typed_func(&mut store, index).map_err(ours)?;
        Ok(Raw { store, function })
    }

    fn measure<P, R>(
        &mut self,
        section: &mut Section,
        function: &str,
        title: &str,
        params: P,
        expected: &R,
    ) -> Result<()>
    where
        P: ComponentNamedList + Lower + Copy + Send + Sync + 'static,
        R: ComponentNamedList + Lift + PartialEq + Send + Sync + 'static,
    {
        let guests = [&self.macros, &self.stoppable, &self.hand];
        let mut raw = Vec::new();
        for guest in guests {
            raw.push(self.raw::<P, R>(guest, function)?);
        }
        let mut own = Vec::new();
        for (runtime, component) in &self.runtimes {
            let mut instance =
                runtime.instantiate(component, &Grants::default(), &Limits::default())?;
            let call = instance.func::<P, R>(function)?;
            own.push((call, instance));
        }
        for raw in &mut raw {
            ensure!(raw.call(params)? == *expected, "{title}: guests differ");
        }
        for (call, instance) in &mut own {
            ensure!(
                call.call(instance, params)? == *expected,
                "{title}: runtimes differ"
            );
        }

        // wasmtime, with epochs, by hand; ours without and with limits on time.
        let mut times = [const { Vec::new() }; 5];
        let mut ratios = [const { Vec::new() }; 3];
        for round in 0..ROUNDS {
            let mut spent = [0.0; 5];
            for turn in 0..5 {
                let which = (round + turn) % 5;
                spent[which] = match which {
                    0..3 => timed(|| raw[which].call(params))?,
                    _ => {
                        let (call, instance) = &mut own[which - 3];
                        timed(|| ours_call(call, instance, params))?
                    }
                };
            }
            for (times, spent) in times.iter_mut().zip(spent) {
                times.push(spent);
            }
            for (ratios, (above, below)) in ratios.iter_mut().zip([(3, 0), (4, 1), (0, 2)]) {
                ratios.push(spent[above] / spent[below]);
            }
        }
        let time = |all: &[f64]| format!("{:.0}", median(all));
        let ratio = |all: &[f64]| format!("{:.2}", median(all));
        section.row([
            title.to_owned(),
            time(&times[0]),
            time(&times[3]),
            ratio(&ratios[0]),
            time(&times[1]),
            time(&times[4]),
            ratio(&ratios[1]),
            time(&times[2]),
            ratio(&ratios[2]),
        ]);
        for (what, ratios) in [
            "wasm-runtime : wasmtime",
            "wasm-runtime : wasmtime, with epochs",
            "macros : by hand",
        ]
        .iter()
        .zip(&ratios)
        {
            let ratio = median(ratios);
            section.bar(&format!("{title}, {what}"), ratio, ratio <= 1.1);
        }
        Ok(())
    }
}

/// wasmtime's errors are none of the standard library's.
fn ours(error: wasmtime::Error) -> anyhow::Error {
    anyhow::anyhow!("{error:#}")
}

struct Raw<P, R> {
    store: Store<()>,
    function: TypedFunc<P, R>,
}

impl<P, R> Raw<P, R>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift,
{
    fn call(&mut self, params: P) -> Result<R> {
        self.function.call(&mut self.store, params).map_err(ours)
    }
}

fn ours_call<P, R>(function: &Func<P, R>, instance: &mut Instance, params: P) -> Result<R>
where
    P: ComponentNamedList + Lower + Send + Sync + 'static,
    R: ComponentNamedList + Lift + Send + Sync + 'static,
{
    Ok(function.call(instance, params)?)
}

/// Nanoseconds of a call, over as many as take some milliseconds.
fn timed<R>(mut call: impl FnMut() -> Result<R>) -> Result<f64> {
    const CALLS: u32 = 4000;
    let start = Instant::now();
    for _ in 0..CALLS {
        std::hint::black_box(call()?);
    }
    Ok(start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS))
}
