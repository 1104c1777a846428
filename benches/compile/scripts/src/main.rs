//! Runs the script on standard input and prints what it comes to.

use std::io::Read;

fn main() {
    let mut script = String::new();
    std::io::stdin().read_to_string(&mut script).expect("text on standard input");
    let mut engine = rhai::Engine::new();
    engine.on_print(|text| println!("{text}"));
    match engine.eval::<rhai::Dynamic>(&script) {
        Ok(value) => println!("= {value}"),
        Err(error) => println!("error: {error}"),
    }
}
