//! Subcommands: thin, each turns its flags into calls of `ops`.

mod build;
mod component;
mod inspect;
mod js;
mod machine;
mod project;
mod run;
mod size;
mod test;

use crate::cli::Command;

/// Runs a subcommand; the number is the process's exit code.
///
/// # Errors
/// Whatever the subcommand could not do.
pub fn dispatch(command: Command) -> anyhow::Result<i32> {
    match command {
        Command::New(args) => project::new(&args),
        Command::Init(args) => project::init(&args),
        Command::Clean(args) => project::clean(&args),
        Command::Build(args) => build::build(&args),
        Command::Check(args) => build::check(&args),
        Command::Run(args) => run::run(args),
        Command::Runner(args) => run::runner(&args),
        Command::Serve(args) => js::serve(args),
        Command::Pack(args) => js::pack(args),
        Command::Test(args) => test::test(&args, "test"),
        Command::Bench(args) => test::test(&args, "bench"),
        Command::Nextest(args) => test::nextest(&args),
        Command::Size(args) => size::size(&args),
        Command::Inspect(args) => inspect::inspect(&args),
        Command::Wit(args) => component::package_wit(&args),
        Command::Component(args) => component::component(&args),
        Command::Setup(args) => machine::setup(&args),
        Command::Doctor(args) => machine::doctor(&args),
    }
}
