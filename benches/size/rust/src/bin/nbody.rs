//! `nbody`: the energy of the Sun and the four giant planets before and after a number of steps of 0.01 days.
//!
//! The task, its initial values and its output are those of the n-body program of the Computer Language Benchmarks Game
//! (<https://benchmarksgame-team.pages.debian.net/benchmarksgame/description/nbody.html>).

// The initial values stand as the task gives them.
#![allow(clippy::excessive_precision)]

use std::env;
use std::f64::consts::PI;
use std::process::ExitCode;

const SOLAR_MASS: f64 = 4.0 * PI * PI;
const DAYS: f64 = 365.24;

/// Lengths in astronomical units, times in years, and the mass of the Sun such that the constant of gravitation is one.
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

#[rustfmt::skip]
const SYSTEM: [Body; 5] = [
    // The Sun.
    Body {
        position: [0.0; 3],
        velocity: [0.0; 3],
        mass: SOLAR_MASS,
    },
    // Jupiter.
    Body {
        position: [4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01],
        velocity: [1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS, -6.90460016972063023e-05 * DAYS],
        mass: 9.54791938424326609e-04 * SOLAR_MASS,
    },
    // Saturn.
    Body {
        position: [8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01],
        velocity: [-2.76742510726411120e-03 * DAYS, 4.99852801234917238e-03 * DAYS, 2.30417297573763929e-05 * DAYS],
        mass: 2.85885980666130812e-04 * SOLAR_MASS,
    },
    // Uranus.
    Body {
        position: [1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01],
        velocity: [2.96460137564761618e-03 * DAYS, 2.37847173959480950e-03 * DAYS, -2.96589568540237556e-05 * DAYS],
        mass: 4.36624404335156298e-05 * SOLAR_MASS,
    },
    // Neptune.
    Body {
        position: [1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01],
        velocity: [2.68067772490389322e-03 * DAYS, 1.62824170038242295e-03 * DAYS, -9.51592254519715870e-05 * DAYS],
        mass: 5.15138902046611451e-05 * SOLAR_MASS,
    },
];

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn distance(a: &Body, b: &Body) -> [f64; 3] {
    [0, 1, 2].map(|axis| a.position[axis] - b.position[axis])
}

/// Gives the Sun the velocity with which the momentum of the system is zero.
fn offset_momentum(bodies: &mut [Body; 5]) {
    for axis in 0..3 {
        let momentum: f64 = bodies
            .iter()
            .map(|body| body.velocity[axis] * body.mass)
            .sum();
        bodies[0].velocity[axis] = -momentum / SOLAR_MASS;
    }
}

fn energy(bodies: &[Body; 5]) -> f64 {
    let mut energy = 0.0;
    for (index, body) in bodies.iter().enumerate() {
        energy += 0.5 * body.mass * dot(body.velocity, body.velocity);
        for other in &bodies[index + 1..] {
            let delta = distance(body, other);
            energy -= body.mass * other.mass / dot(delta, delta).sqrt();
        }
    }
    energy
}

/// One step of the symplectic Euler method.
fn advance(bodies: &mut [Body; 5], dt: f64) {
    for index in 0..bodies.len() {
        let (body, others) = bodies[index..].split_first_mut().unwrap();
        for other in others {
            let delta = distance(body, other);
            let square = dot(delta, delta);
            let magnitude = dt / (square * square.sqrt());
            for (axis, delta) in delta.iter().enumerate() {
                body.velocity[axis] -= delta * other.mass * magnitude;
                other.velocity[axis] += delta * body.mass * magnitude;
            }
        }
    }
    for body in bodies {
        for axis in 0..3 {
            body.position[axis] += dt * body.velocity[axis];
        }
    }
}

fn main() -> ExitCode {
    let Some(steps) = env::args().nth(1).and_then(|arg| arg.parse::<u32>().ok()) else {
        eprintln!("usage: nbody STEPS");
        return ExitCode::from(2);
    };
    let mut bodies = SYSTEM;
    offset_momentum(&mut bodies);
    println!("{:.9}", energy(&bodies));
    for _ in 0..steps {
        advance(&mut bodies, 0.01);
    }
    println!("{:.9}", energy(&bodies));
    ExitCode::SUCCESS
}
