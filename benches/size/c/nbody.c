// nbody: the energy of the Sun and the four giant planets before and after a number of steps of 0.01 days.
//
// The task, its initial values and its output are those of the n-body program of the Computer Language Benchmarks Game
// (https://benchmarksgame-team.pages.debian.net/benchmarksgame/description/nbody.html).

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS 365.24
#define BODIES 5

// Lengths in astronomical units, times in years, and the mass of the Sun such that the constant of gravitation is one.
struct body {
    double position[3];
    double velocity[3];
    double mass;
};

static struct body bodies[BODIES] = {
    // The Sun.
    {
        .mass = SOLAR_MASS,
    },
    // Jupiter.
    {
        .position = {4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01},
        .velocity = {1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS, -6.90460016972063023e-05 * DAYS},
        .mass = 9.54791938424326609e-04 * SOLAR_MASS,
    },
    // Saturn.
    {
        .position = {8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01},
        .velocity = {-2.76742510726411120e-03 * DAYS, 4.99852801234917238e-03 * DAYS, 2.30417297573763929e-05 * DAYS},
        .mass = 2.85885980666130812e-04 * SOLAR_MASS,
    },
    // Uranus.
    {
        .position = {1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01},
        .velocity = {2.96460137564761618e-03 * DAYS, 2.37847173959480950e-03 * DAYS, -2.96589568540237556e-05 * DAYS},
        .mass = 4.36624404335156298e-05 * SOLAR_MASS,
    },
    // Neptune.
    {
        .position = {1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01},
        .velocity = {2.68067772490389322e-03 * DAYS, 1.62824170038242295e-03 * DAYS, -9.51592254519715870e-05 * DAYS},
        .mass = 5.15138902046611451e-05 * SOLAR_MASS,
    },
};

static double dot(const double a[3], const double b[3]) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void distance(double delta[3], const struct body *a, const struct body *b) {
    for (int axis = 0; axis < 3; axis++)
        delta[axis] = a->position[axis] - b->position[axis];
}

// Gives the Sun the velocity with which the momentum of the system is zero.
static void offset_momentum(void) {
    for (int axis = 0; axis < 3; axis++) {
        double momentum = 0;
        for (int i = 0; i < BODIES; i++)
            momentum += bodies[i].velocity[axis] * bodies[i].mass;
        bodies[0].velocity[axis] = -momentum / SOLAR_MASS;
    }
}

static double energy(void) {
    double energy = 0;
    for (int i = 0; i < BODIES; i++) {
        const struct body *body = &bodies[i];
        energy += 0.5 * body->mass * dot(body->velocity, body->velocity);
        for (int j = i + 1; j < BODIES; j++) {
            double delta[3];
            distance(delta, body, &bodies[j]);
            energy -= body->mass * bodies[j].mass / sqrt(dot(delta, delta));
        }
    }
    return energy;
}

// One step of the symplectic Euler method.
static void advance(double dt) {
    for (int i = 0; i < BODIES; i++) {
        struct body *body = &bodies[i];
        for (int j = i + 1; j < BODIES; j++) {
            struct body *other = &bodies[j];
            double delta[3];
            distance(delta, body, other);
            double square = dot(delta, delta);
            double magnitude = dt / (square * sqrt(square));
            for (int axis = 0; axis < 3; axis++) {
                body->velocity[axis] -= delta[axis] * other->mass * magnitude;
                other->velocity[axis] += delta[axis] * body->mass * magnitude;
            }
        }
    }
    for (int i = 0; i < BODIES; i++)
        for (int axis = 0; axis < 3; axis++)
            bodies[i].position[axis] += dt * bodies[i].velocity[axis];
}

int main(int argc, char **argv) {
    char *end = NULL;
    unsigned long steps = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
    if (argc < 2 || end == argv[1] || *end != '\0') {
        fputs("usage: nbody STEPS\n", stderr);
        return 2;
    }
    offset_momentum();
    printf("%.9f\n", energy());
    for (unsigned long i = 0; i < steps; i++)
        advance(0.01);
    printf("%.9f\n", energy());
    return 0;
}
