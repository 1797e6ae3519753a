/*
 * Scalar baseline: what a careful C programmer writes by hand for one coupled Ising chain. It is what DiffMH's kernels are measured against.
 *
 * Target: log g_T(s) = -E(s)/T, E = -sum over bonds of s s', periodic L x L lattice. Proposal: an independent, uniformly chosen site
 * gets a fresh uniform spin. Coupling `same-value`: site, spin and coin are shared. One alternative, scheme `symmetric`, pruning by
 * weight with the slot rule. Estimates <E>, <E^2> and their derivatives with respect to T, unbiased for the finite chain.
 *
 * One byte per site: bit 0 is the spin of the chain, bit 4 that of the alternative, so that one sum over the four neighbours counts
 * the up neighbours of both. Per update: two words of xoshiro256++ (site and spin; coin) and table look-ups; no division, no
 * floating-point operation but the sum S, and no branch that depends on the spins except for the rare end or replacement of the
 * alternative. The obvious form of the same loop (separate energies and look-up tables, everything inlined) took 1.25 times as long.
 *
 * usage: ising_scalar coupled|primal L T chains warmup sweeps seed
 * prints: CPU ns per update, then mean and standard error over chains of E, E^2, dE/dT, dE^2/dT (0 where there is no alternative)
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define NOINLINE __attribute__((noinline))
#define LARGEST_SITES (64 * 64)
#define RESULTS 4
#define UNLIKELY(x) __builtin_expect(x, 0)

#define BOTH 0x11                            /* a spin up in both chains */
#define HIGH ((int64_t)1 << 32)              /* E of the alternative is kept in the high half, of the chain in the low half */
#define EMPTY (1 << 24)                      /* count of differing sites while there is no alternative: y = x, so it stays */
#define FIRST_TAKES_IT 0x1p-1000             /* W* of an empty slot */

typedef struct { uint64_t s0, s1, s2, s3; } stream;

/* What a move does, indexed by up neighbours (0..4) + 8 x present spin + 16 x suggested spin. To suggest the present spin changes nothing. */
typedef struct {
    uint64_t threshold; /* accept where a 53-bit coin is below it */
    double mass;        /* |d alpha / dT|; 0 downhill, at ties (d log r / dT = 0 there) and where nothing changes */
    double slope;       /* d alpha / dT */
    int64_t energy;     /* change of E */
} effect;

typedef struct {
    int sites;
    effect effects[32];
    uint16_t neighbours[LARGEST_SITES][4];
} model;

typedef struct {
    double mass;         /* S, everything that competed since the slot was empty */
    double replace_at;   /* W*, the mass at which the next newborn takes the slot */
    double birth_weight; /* v0 / s0, here -1 or 1 */
    double earned[2];    /* S (f(y) - f(x)) summed over draws, for E and E^2 */
    double booked[2];    /* v0 times what was earned, of all that were replaced or recoupled */
    stream pruning;      /* decides which alternative is kept */
} alternative;

/* A state of xoshiro256++ from a seed by SplitMix64, as its authors advise. */
static stream seeded(uint64_t *seed)
{
    uint64_t words[4];
    for (int i = 0; i < 4; i++) {
        uint64_t z = (*seed += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        words[i] = z ^ (z >> 31);
    }
    return (stream){words[0], words[1], words[2], words[3]};
}

ALWAYS_INLINE uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* xoshiro256++ by Blackman and Vigna */
ALWAYS_INLINE uint64_t next(stream *r)
{
    uint64_t result = rotate(r->s0 + r->s3, 23) + r->s0, t = r->s1 << 17;
    r->s2 ^= r->s0;
    r->s3 ^= r->s1;
    r->s1 ^= r->s2;
    r->s0 ^= r->s3;
    r->s2 ^= t;
    r->s3 = rotate(r->s3, 45);
    return result;
}

ALWAYS_INLINE double uniform(stream *r) { return (double)((next(r) >> 11) | 1) * 0x1p-53; }

static void prepare(model *m, int side, double temperature)
{
    memset(m, 0, sizeof *m);
    m->sites = side * side;
    for (int row = 0; row < side; row++)
        for (int column = 0; column < side; column++) {
            uint16_t *n = m->neighbours[row * side + column];
            n[0] = (uint16_t)((row + side - 1) % side * side + column);
            n[1] = (uint16_t)((row + 1) % side * side + column);
            n[2] = (uint16_t)(row * side + (column + side - 1) % side);
            n[3] = (uint16_t)(row * side + (column + 1) % side);
        }
    for (int up = 0; up <= 4; up++)
        for (int present = 0; present < 2; present++)
            for (int suggested = 0; suggested < 2; suggested++) {
                int change = suggested == present ? 0 : (suggested ? -1 : 1) * 2 * (2 * up - 4);
                double ratio = exp(-change / temperature);
                double slope = ratio < 1 ? ratio * change / (temperature * temperature) : 0;
                uint64_t threshold = ratio < 1 ? (uint64_t)(ratio * 0x1p53) : (uint64_t)1 << 53;
                m->effects[up + 8 * present + 16 * suggested] = (effect){threshold, fabs(slope), slope, change};
            }
}

/* What the slot has earned counts with the weight it had: v0 (S / s0) (f(y) - f(x)). The rare paths stay out of the loop's registers. */
static NOINLINE void book(alternative *a)
{
    a->booked[0] += a->birth_weight * a->earned[0];
    a->booked[1] += a->birth_weight * a->earned[1];
    a->earned[0] = a->earned[1] = 0;
}

/* Gives the slot, with mass S, to the newborn that differs from the chain at `site`. */
static NOINLINE void replace(alternative *a, const effect *move, int accepted, uint8_t *spins, int sites, uint64_t site)
{
    book(a);
    a->birth_weight = accepted == (move->slope > 0) ? -1 : 1;
    a->replace_at = a->mass / uniform(&a->pruning);
    for (int i = 0; i < sites; i++)
        spins[i] = (uint8_t)((spins[i] & 1) * BOTH);
    spins[site] ^= 0x10;
}

/* Runs one chain and leaves the averages of E, E^2 and of their derivatives in `results`. */
ALWAYS_INLINE void run(const model *m, stream *source, stream *pruning, int coupled, int warmup, int sweeps, double *results)
{
    uint8_t spins[LARGEST_SITES];
    stream words = *source;
    const uint64_t sites = (uint64_t)m->sites;
    int64_t energies = -2 * m->sites * (HIGH + 1);
    uint32_t differing = EMPTY;
    alternative slot = {.replace_at = FIRST_TAKES_IT, .pruning = *pruning};
    double sums[2] = {0, 0};

    memset(spins, BOTH, sizeof spins);
    for (int sweep = -warmup; sweep < sweeps; sweep++) {
        for (uint64_t update = sites; update > 0; update--) {
            uint64_t word = next(&words), coin = next(&words) >> 11;
            uint64_t site = ((word >> 32) * sites) >> 32;
            uint32_t suggested = word & 1, present = spins[site];
            const uint16_t *n = m->neighbours[site];
            const effect *effects = m->effects + 16 * suggested;
            uint32_t index = spins[n[0]] + spins[n[1]] + spins[n[2]] + spins[n[3]] + 8 * present;

            const effect *own = effects + (index & 15);
            uint32_t accepted = coin < own->threshold;
            if (!coupled) {
                energies += own->energy & -(int64_t)accepted;
                spins[site] = (uint8_t)(present ^ (accepted & (present ^ suggested)));
                continue;
            }

            const effect *other = effects + (index >> 4);
            uint32_t accepted_other = coin < other->threshold;
            uint32_t after = present ^ ((accepted | accepted_other << 4) & (present ^ BOTH * suggested));
            spins[site] = (uint8_t)after;
            energies += (own->energy & -(int64_t)accepted) + (other->energy & -(int64_t)accepted_other) * HIGH;
            differing += ((after ^ after >> 4) & 1) - ((present ^ present >> 4) & 1);

            /* The old alternative recouples before the newborn competes. */
            if (UNLIKELY(differing == 0)) {
                book(&slot);
                slot.mass = 0;
                slot.replace_at = FIRST_TAKES_IT;
                differing = EMPTY;
            }
            slot.mass += own->mass;
            if (UNLIKELY(slot.mass >= slot.replace_at)) {
                replace(&slot, own, (int)accepted, spins, m->sites, site);
                differing = 1;
                energies = (int32_t)energies * (HIGH + 1) + (accepted ? -own->energy : own->energy) * HIGH;
            }
        }
        if (sweep >= 0) {
            double f = (int32_t)energies, f_other = (double)((energies - (int32_t)energies) >> 32);
            sums[0] += f;
            sums[1] += f * f;
            slot.earned[0] += slot.mass * (f_other - f);
            slot.earned[1] += slot.mass * (f_other * f_other - f * f);
        }
    }
    book(&slot);
    *source = words;
    *pruning = slot.pruning;
    results[0] = sums[0] / sweeps;
    results[1] = sums[1] / sweeps;
    results[2] = slot.booked[0] / sweeps;
    results[3] = slot.booked[1] / sweeps;
}

/* Two functions, so that the primal's loop is compiled without a trace of the alternative. */
static NOINLINE void run_coupled(const model *m, stream *r, stream *pruning, int warmup, int sweeps, double *results)
{
    run(m, r, pruning, 1, warmup, sweeps, results);
}

static NOINLINE void run_primal(const model *m, stream *r, stream *pruning, int warmup, int sweeps, double *results)
{
    run(m, r, pruning, 0, warmup, sweeps, results);
}

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int count, char **arguments)
{
    if (count != 8) {
        fprintf(stderr, "usage: %s coupled|primal L T chains warmup sweeps seed\n", arguments[0]);
        return 2;
    }
    int coupled = strcmp(arguments[1], "coupled") == 0, side = atoi(arguments[2]), chains = atoi(arguments[4]);
    int warmup = atoi(arguments[5]), sweeps = atoi(arguments[6]);
    double temperature = atof(arguments[3]), total[RESULTS] = {0}, squares[RESULTS] = {0}, results[RESULTS];
    uint64_t seed = strtoull(arguments[7], NULL, 10);
    static model m;

    if (side < 3 || side * side > LARGEST_SITES || !(temperature > 0) || chains < 2 || warmup < 0 || sweeps < 1) {
        fprintf(stderr, "L is 3 to 64, T > 0, chains at least 2, warmup at least 0, sweeps at least 1\n");
        return 2;
    }
    prepare(&m, side, temperature);
    stream r = seeded(&seed), pruning = seeded(&seed);

    double start = cpu_seconds();
    for (int chain = 0; chain < chains; chain++) {
        if (coupled)
            run_coupled(&m, &r, &pruning, warmup, sweeps, results);
        else
            run_primal(&m, &r, &pruning, warmup, sweeps, results);
        for (int i = 0; i < RESULTS; i++) {
            total[i] += results[i];
            squares[i] += results[i] * results[i];
        }
    }
    double seconds = cpu_seconds() - start;

    printf("%.4f", 1e9 * seconds / ((double)chains * (warmup + sweeps) * m.sites));
    for (int i = 0; i < RESULTS; i++) {
        double mean = total[i] / chains, variance = (squares[i] - chains * mean * mean) / (chains - 1);
        printf(" %.17g %.17g", mean, sqrt(fmax(variance, 0) / chains));
    }
    printf("\n");
    return 0;
}
