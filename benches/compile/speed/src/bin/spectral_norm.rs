//! The spectral norm of an infinite matrix, by the power method: floats, closures and iterators.

/// An entry of the matrix.
fn entry(i: usize, j: usize) -> f64 {
    let diagonal = i + j;
    1.0 / (diagonal * (diagonal + 1) / 2 + i + 1) as f64
}

fn product(vector: &[f64], entry: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let rows = 0..vector.len();
    rows.map(|i| {
        let terms = vector.iter().enumerate();
        terms.map(|(j, value)| entry(i, j) * value).sum()
    })
    .collect()
}

fn twice(vector: &[f64]) -> Vec<f64> {
    let once = product(vector, entry);
    product(&once, |i, j| entry(j, i))
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn main() {
    let size = std::env::args().nth(1).and_then(|it| it.parse().ok());
    let mut u = vec![1.0; size.unwrap_or(100)];
    let mut v = Vec::new();
    for _ in 0..10 {
        v = twice(&u);
        u = twice(&v);
    }
    println!("{:.9}", (dot(&u, &v) / dot(&v, &v)).sqrt());
}
