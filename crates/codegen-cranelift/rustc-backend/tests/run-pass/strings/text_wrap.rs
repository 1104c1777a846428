//! Wrap, justify, centre and number lines of text by display width.
use std::hint::black_box as b;

const TEXT: &str = "It was a bright cold day in April, and the clocks were striking thirteen. Winston Smith, his chin nuzzled into his breast, slipped quickly.\n\nShort paragraph – naïve café.\nsupercalifragilisticexpialidocious end";

fn wrap(p: &str, width: usize) -> Vec<String> {
    let mut lines = vec![];
    let mut line = String::new();
    for word in p.split_whitespace() {
        let mut word = word;
        while word.chars().count() > width {
            let at = word.char_indices().nth(width - 1).unwrap().0;
            if !line.is_empty() { lines.push(std::mem::take(&mut line)); }
            lines.push(format!("{}-", &word[..at]));
            word = &word[at..];
        }
        if line.chars().count() + word.chars().count() + usize::from(!line.is_empty()) > width { lines.push(std::mem::take(&mut line)); }
        if !line.is_empty() { line.push(' '); }
        line += word;
    }
    if !line.is_empty() { lines.push(line); }
    lines
}
fn justify(l: &str, width: usize) -> String {
    let words: Vec<_> = l.split(' ').collect();
    let gaps = words.len() - 1;
    if gaps == 0 { return format!("{l:<width$}"); }
    let spare = width - words.iter().map(|w| w.chars().count()).sum::<usize>();
    words.iter().enumerate().map(|(i, w)| format!("{w}{}", if i < gaps { " ".repeat(spare / gaps + usize::from(i < spare % gaps)) } else { String::new() })).collect()
}

fn main() {
    for width in [12, 20, 33] {
        for (n, p) in b(TEXT).split('\n').enumerate() {
            let lines = wrap(p, width);
            for (i, l) in lines.iter().enumerate() {
                let full = if i + 1 < lines.len() { justify(l, width) } else { format!("{l:^width$}") };
                println!("{n:>2}.{i:<2}|{full}|{:>w$}", l.len(), w = 3);
            }
        }
    }
}
