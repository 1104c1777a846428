//! More than 256 variants: the tag has two bytes.
use std::hint::black_box as b;

macro_rules! rows {
    ($name:ident: $($v:ident)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum $name { $($v,)* Last(u8) }
        const ALL: &[$name] = &[$($name::$v,)* $name::Last(1)];
    };
}
rows! { Row:
    A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE AF B0 B1 B2 B3 B4 B5 B6 B7 B8 B9 BA BB BC BD BE BF
    C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 CA CB CC CD CE CF D0 D1 D2 D3 D4 D5 D6 D7 D8 D9 DA DB DC DD DE DF
    E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 EA EB EC ED EE EF F0 F1 F2 F3 F4 F5 F6 F7 F8 F9 FA FB FC FD FE FF
    G0 G1 G2 G3 G4 G5 G6 G7 G8 G9 GA GB GC GD GE GF H0 H1 H2 H3 H4 H5 H6 H7 H8 H9 HA HB HC HD HE HF
    I0 I1 I2 I3 I4 I5 I6 I7 I8 I9 IA IB IC ID IE IF J0 J1 J2 J3 J4 J5 J6 J7 J8 J9 JA JB JC JD JE JF
    K0 K1 K2 K3 K4 K5 K6 K7 K8 K9 KA KB KC KD KE KF L0 L1 L2 L3 L4 L5 L6 L7 L8 L9 LA LB LC LD LE LF
    M0 M1 M2 M3 M4 M5 M6 M7 M8 M9 MA MB MC MD ME MF N0 N1 N2 N3 N4 N5 N6 N7 N8 N9 NA NB NC ND NE NF
    O0 O1 O2 O3 O4 O5 O6 O7 O8 O9 OA OB OC OD OE OF P0 P1 P2 P3 P4 P5 P6 P7 P8 P9 PA PB PC PD PE PF
    Q0 Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9
}

fn class(r: Row) -> u32 {
    match r {
        Row::A0 => 1,
        Row::PF | Row::Q0 => 2,
        Row::Q9 => 3,
        Row::Last(n) => 100 + u32::from(n),
        Row::C0 | Row::C1 | Row::C2 | Row::D7 | Row::H0 => 4,
        _ => 5,
    }
}

fn main() {
    println!("{} {} {}", ALL.len(), size_of::<Row>(), size_of::<Option<Row>>());
    let mut counts = [0; 120];
    for r in ALL { counts[class(*b(r)) as usize] += 1; }
    println!("{:?}", counts.iter().enumerate().filter(|x| *x.1 != 0).collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", b(ALL[255]), b(ALL[256]), b(ALL[266]));
    println!("{}", ALL.is_sorted());
    println!("{}", ALL.windows(2).all(|w| b(w[0]) < b(w[1])));
    println!("{:?}", ALL.binary_search(&Row::K7));
    println!("{:?} {:?}", b(Some(Row::Last(200))), b(None::<Row>));
}
