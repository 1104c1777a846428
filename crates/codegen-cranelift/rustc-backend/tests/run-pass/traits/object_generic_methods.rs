//! Objects of generic traits, with where Self: Sized, operators on &dyn, and dyn in generics.
use std::collections::BTreeMap;
use std::hint::black_box as b;

trait Store<K, V> {
    fn put(&mut self, k: K, v: V) -> Option<V>;
    fn get(&self, k: &K) -> Option<&V>;
    fn with(mut self, k: K, v: V) -> Self where Self: Sized { self.put(k, v); self }
    fn all(&self, f: &mut dyn FnMut(&K, &V));
}
#[derive(Default)]
struct Linear<K, V>(Vec<(K, V)>);
impl<K: PartialEq, V> Store<K, V> for Linear<K, V> {
    fn put(&mut self, k: K, v: V) -> Option<V> { match self.0.iter_mut().find(|e| e.0 == k) { Some(e) => Some(std::mem::replace(&mut e.1, v)), None => { self.0.push((k, v)); None } } }
    fn get(&self, k: &K) -> Option<&V> { self.0.iter().find(|e| e.0 == *k).map(|e| &e.1) }
    fn all(&self, f: &mut dyn FnMut(&K, &V)) { for (k, v) in &self.0 { f(k, v); } }
}
impl<K: Ord, V> Store<K, V> for BTreeMap<K, V> {
    fn put(&mut self, k: K, v: V) -> Option<V> { self.insert(k, v) }
    fn get(&self, k: &K) -> Option<&V> { BTreeMap::get(self, k) }
    fn all(&self, f: &mut dyn FnMut(&K, &V)) { self.iter().for_each(|(k, v)| f(k, v)); }
}
fn fill<S: Store<u8, String> + ?Sized>(s: &mut S) { for (i, w) in "one two three two".split(' ').enumerate() { let old = s.put(w.len() as u8, format!("{w}{i}")); print!("{old:?} "); } println!(); }
fn count(s: &dyn Store<u8, String>) -> usize { let mut n = 0; s.all(&mut |k, v| n += *k as usize * v.len()); n }

fn main() {
    let mut stores: Vec<Box<dyn Store<u8, String>>> = vec![Box::new(Linear::default()), Box::new(BTreeMap::new()), Box::new(Linear::default().with(9, "nine".into()).with(3, "3".into()))];
    for s in &mut stores {
        fill(b(s.as_mut()));
        println!("{} {:?} {:?}", count(&**s), s.get(&3), s.get(&9));
        s.all(&mut |k, v| print!("{k}={v} "));
        println!();
    }
}
