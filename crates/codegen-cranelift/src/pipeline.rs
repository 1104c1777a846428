//! The steps in order, for one function and for a module on several threads.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cranelift_codegen::ir::SourceLoc;
use wasmir::{Body, Function, Item, LocationId, Module, SymbolId};

use crate::Error;
use crate::encode::{self, Chunk, Encoding};
use crate::legalize::{self, Environment, legalize};
use crate::locals::{self, Locals};
use crate::optimize::optimize;
use crate::ssa::Code;
use crate::stackify::{Stackified, stackify};
use crate::structure::{Structured, structure};

/// How to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether to run Cranelift's e-graph pass.
    pub optimize: bool,
    /// Whether to write line tables, if the module has places in the source.
    pub debug: bool,
    /// On how many threads; zero stands for one per processor.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            optimize: true,
            debug: true,
            threads: 0,
        }
    }
}

/// Compiles functions one after the other, with room that is reused.
#[derive(Default)]
pub struct Compiler {
    context: Option<Box<cranelift_codegen::Context>>,
    scratch: legalize::Scratch,
    /// What [`legalize`] made of the last function.
    pub code: Code,
    /// What [`structure`] made of it.
    pub structured: Structured,
    /// What [`stackify`] made of it.
    pub stackified: Stackified,
    /// What [`locals::assign`] made of it.
    pub locals: Locals,
}

impl Compiler {
    /// Compiles `body` and appends it to `chunk`.
    ///
    /// # Errors
    /// Those of [`legalize`] and of the e-graph pass.
    pub fn function(
        &mut self,
        module: &Module,
        body: &Body,
        options: Options,
        chunk: &mut Chunk,
    ) -> Result<(), Error> {
        let func = &body.ir;
        let env = Environment {
            module,
            atomics: module.features.has("atomics"),
            shows_slots: options.debug && !body.variables.is_empty(),
        };
        if options.optimize {
            let context = self
                .context
                .get_or_insert_with(|| Box::new(cranelift_codegen::Context::new()));
            optimize(func, context)?;
            legalize(&context.func, env, &mut self.code, &mut self.scratch)?;
        } else {
            legalize(func, env, &mut self.code, &mut self.scratch)?;
        }
        structure(&mut self.code, &mut self.structured);
        stackify(&mut self.code, &self.structured, &mut self.stackified);
        locals::assign(&self.code, &self.stackified, &mut self.locals);
        let encoding = Encoding {
            table_relocs: module.features.has("reference-types"),
            lines: options.debug && !module.debug.locations.is_empty(),
        };
        let result = legalize::signature(&func.signature)?.result;
        let Compiler {
            code,
            structured,
            stackified,
            locals,
            ..
        } = self;
        encode::encode(
            code,
            &structured.depths,
            stackified,
            locals,
            result,
            encoding,
            chunk,
        );
        if let Some(frame) = code.frame {
            chunk.show_slots(locals.of[frame.index()], self.scratch.slots.clone());
        }
        Ok(())
    }
}

/// Compiles a module to a relocatable object.
///
/// # Errors
/// See [`Error`]. The first function in the order of symbols that cannot be compiled is reported.
pub fn compile(module: &Module, options: &Options) -> Result<Vec<u8>, Error> {
    let bodies = bodies(module);
    let chunks = compile_bodies(module, &bodies, *options)?;
    crate::object::write(module, &bodies, &chunks, *options)
}

fn bodies(module: &Module) -> Vec<(SymbolId, &Body)> {
    let symbols = module.symbols.keys();
    symbols
        .filter_map(|id| Some((id, module.body(id)?)))
        .collect()
}

/// From which byte of a function's code on, its declaration of locals being the first, there is code of which place in the source.
pub struct FunctionPlaces {
    /// The function.
    pub symbol: SymbolId,
    /// In the order of the bytes.
    pub places: Vec<(u32, Option<LocationId>)>,
}

/// Like [`compile`], with what is known of the functions in the object, in its order.
///
/// # Errors
/// Those of [`compile`].
pub fn compile_with_places(
    module: &Module,
    options: &Options,
) -> Result<(Vec<u8>, Vec<FunctionPlaces>), Error> {
    let bodies = bodies(module);
    let chunks = compile_bodies(module, &bodies, *options)?;
    let object = crate::object::write(module, &bodies, &chunks, *options)?;
    let functions = bodies.iter().zip(chunks.iter().flat_map(Chunk::finished));
    let places = functions.map(|((symbol, _), it)| FunctionPlaces {
        symbol: *symbol,
        places: it
            .lines
            .into_iter()
            .map(|(at, loc)| (at, wasmir::body::location(SourceLoc::new(loc))))
            .collect(),
    });
    Ok((object, places.collect()))
}

/// The module with its bodies as Cranelift's e-graph pass leaves them, for a look at them.
///
/// # Errors
/// The pass refused a function.
pub fn optimized(module: &Module) -> Result<Module, Error> {
    let mut module = module.clone();
    let mut context = cranelift_codegen::Context::new();
    for symbol in module.symbols.values_mut() {
        if let Item::Function(Function::Defined(body)) = &mut symbol.item {
            optimize(&body.ir, &mut context).map_err(|error| error.in_function(&symbol.name))?;
            std::mem::swap(&mut body.ir, &mut context.func);
        }
    }
    Ok(module)
}

/// Functions of which so many instructions are compiled in one go.
const BATCH: usize = 4000;

/// Splits bodies into batches of about the same work. Where they are split depends on the module alone, and has no influence
/// on the object.
fn batches<'a, 'b>(bodies: &'a [(SymbolId, &'b Body)]) -> Vec<&'a [(SymbolId, &'b Body)]> {
    let mut batches = Vec::new();
    let (mut start, mut work) = (0, 0);
    for (at, (_, body)) in bodies.iter().enumerate() {
        work += body.ir.dfg.num_insts() + 20;
        if work >= BATCH {
            batches.push(&bodies[start..=at]);
            (start, work) = (at + 1, 0);
        }
    }
    if start < bodies.len() {
        batches.push(&bodies[start..]);
    }
    batches
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("it ended without a message")
}

fn compile_bodies(
    module: &Module,
    bodies: &[(SymbolId, &Body)],
    options: Options,
) -> Result<Vec<Chunk>, Error> {
    let batches = batches(bodies);
    let threads = match options.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        count => count,
    };
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(batches.len()));
    let work = || {
        let mut compiler = Compiler::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(number) else {
                return;
            };
            let mut chunk = Chunk::default();
            let compiled = batch.iter().try_for_each(|(id, body)| {
                let name = &module.symbols[*id].name;
                // What was half done in there is not looked at again: the error ends everything.
                let result = catch_unwind(AssertUnwindSafe(|| {
                    compiler.function(module, body, options, &mut chunk)
                }));
                let result = result.unwrap_or_else(|panic| {
                    Err(Error::Internal {
                        function: String::new(),
                        what: format!("{}\n{}", message(&*panic), body.ir),
                    })
                });
                result.map_err(|error| error.in_function(name))
            });
            let result = compiled.map(|()| chunk);
            done.lock()
                .unwrap_or_else(|it| it.into_inner())
                .push((number, result));
        }
    };
    if threads <= 1 || batches.len() <= 1 {
        work();
    } else {
        std::thread::scope(|scope| {
            for _ in 0..threads.min(batches.len()) {
                scope.spawn(work);
            }
        });
    }
    let mut done = done.into_inner().unwrap_or_else(|it| it.into_inner());
    done.sort_unstable_by_key(|it| it.0);
    done.into_iter().map(|it| it.1).collect()
}
