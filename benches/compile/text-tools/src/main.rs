//! Reads a module in text from standard input; assembles it, validates it, and prints it from its bytes.

use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let bytes = wat::parse_str(&text)?;
    let types = wasmparser::Validator::new().validate_all(&bytes)?;
    println!("{} bytes, {} types", bytes.len(), types.as_ref().core_type_count_in_module());
    println!("{}", wasmprinter::print_bytes(&bytes)?);
    match wat::parse_str("(module (func (result i32)") {
        Ok(_) => println!("what is not closed was taken"),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
