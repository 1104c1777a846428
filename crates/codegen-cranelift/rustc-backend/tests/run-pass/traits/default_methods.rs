//! Default methods that call required ones, overridden in some types, through generics and objects.
use std::hint::black_box as b;

trait Animal {
    fn name(&self) -> String;
    fn legs(&self) -> u32 { 4 }
    fn noise(&self) -> String { "...".into() }
    fn speak(&self) -> String { format!("{} on {} legs says {}", self.name(), self.legs(), self.noise()) }
    fn twice(&self) -> String where Self: Sized { [self.speak(), self.speak()].join("; ") }
}
struct Dog;
struct Bird { kind: &'static str }
struct Snake(u32);
impl Animal for Dog { fn name(&self) -> String { "dog".into() } fn noise(&self) -> String { "woof".into() } }
impl Animal for Bird { fn name(&self) -> String { self.kind.to_owned() } fn legs(&self) -> u32 { 2 } fn speak(&self) -> String { format!("{}!", self.kind) } }
impl Animal for Snake { fn name(&self) -> String { format!("snake of {} m", self.0) } fn legs(&self) -> u32 { 0 } }
impl<A: Animal + ?Sized> Animal for Box<A> { fn name(&self) -> String { format!("boxed {}", (**self).name()) } fn legs(&self) -> u32 { (**self).legs() } }

fn main() {
    let zoo: Vec<Box<dyn Animal>> = vec![Box::new(Dog), Box::new(Bird { kind: "owl" }), Box::new(Snake(3)), Box::new(Box::new(Dog))];
    for a in &zoo { println!("{} | {}", b(a).speak(), a.as_ref().speak()); }
    println!("{}", Dog.twice());
    println!("{}", Box::new(Snake(1)).twice());
    println!("{}", zoo.iter().map(|a| a.legs()).sum::<u32>());
    let f: fn(&Bird) -> String = Bird::speak;
    println!("{} {}", f(&Bird { kind: "tit" }), <dyn Animal as Animal>::noise(&*zoo[2]));
}
