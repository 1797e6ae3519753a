/*
 * Scalar baseline: what a careful C programmer writes by hand for one coupled Ising chain. It is what DiffMH's kernels are measured against.
 *
 * Target: log g_T(s) = -E(s)/T, E = -sum over bonds of s s', periodic L x L lattice. Proposals: an independent, uniformly chosen site
 * gets a fresh uniform spin (`uniform-spin`), or the other spin (`flip`). Couplings: `same-value`, where site, spin and coin are shared, and
 * for flips `next-spin`, where the alternative uses 1 - u where the spins differ. One alternative, scheme `symmetric`, pruning by weight
 * with the slot rule. Estimates <E>, <E^2> and their derivatives with respect to T, unbiased for the finite chain.
 *
 * One byte per site: bit 0 is the spin of the chain, bit 4 that of the alternative, so that one sum over the four neighbours counts
 * the up neighbours of both. Per update: two words of xoshiro256++ (site and spin; coin) and table look-ups; no division, no
 * floating-point operation but the sum S, and no branch that depends on the spins except for the rare end or replacement of the
 * alternative. The obvious form of the same loop (separate energies and look-up tables, everything inlined) took 1.25 times as long.
 *
 * usage: ising_scalar coupled|primal uniform-spin|flip L T chains warmup sweeps seed
 * prints: CPU ns per update, then mean and standard error over chains of E, E^2, dE/dT, dE^2/dT (0 where there is no alternative)
 */
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "results.h"

#define LARGEST_SITES (128 * 128)

#define BOTH 0x11                            /* a spin up in both chains */
#define HIGH ((int64_t)1 << 32)              /* E of the alternative is kept in the high half, of the chain in the low half */
#define COIN (((uint64_t)1 << 53) - 1)       /* the largest coin */
#define EMPTY (1 << 24)                      /* count of differing sites while there is no alternative: y = x, so it stays */
#define FIRST_TAKES_IT 0x1p-1000             /* W* of an empty slot */

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

static void prepare(model *m, int flip, int side, double temperature)
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
                int to = flip ? !present : suggested;
                int change = to == present ? 0 : (to ? -1 : 1) * 2 * (2 * up - 4);
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
ALWAYS_INLINE void run(const model *m, stream *source, stream *pruning, const int coupled, const int flip, int warmup, int sweeps, double *results)
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
            uint32_t suggested = flip ? 0 : word & 1, present = spins[site];
            const uint16_t *n = m->neighbours[site];
            const effect *effects = m->effects + 16 * suggested;
            uint32_t index = spins[n[0]] + spins[n[1]] + spins[n[2]] + spins[n[3]] + 8 * present;

            const effect *own = effects + (index & 15);
            uint32_t accepted = coin < own->threshold;
            if (!coupled) {
                energies += own->energy & -(int64_t)accepted;
                spins[site] = (uint8_t)(present ^ (accepted & (flip ? 1 : present ^ suggested)));
                continue;
            }

            const effect *other = effects + (index >> 4);
            uint64_t coin_other = flip && (present ^ present >> 4) & 1 ? COIN - coin : coin;
            uint32_t accepted_other = coin_other < other->threshold;
            uint32_t after = present ^ ((accepted | accepted_other << 4) & (flip ? BOTH : present ^ BOTH * suggested));
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

/* Functions of their own, so that each loop is compiled without a trace of what it does not need. */
#define RUN(name, coupled, flip)                                                                                                \
    static NOINLINE void name(const model *m, stream *r, stream *pruning, int warmup, int sweeps, double *results)              \
    {                                                                                                                           \
        run(m, r, pruning, coupled, flip, warmup, sweeps, results);                                                             \
    }

RUN(run_primal, 0, 0)
RUN(run_primal_flips, 0, 1)
RUN(run_coupled, 1, 0)
RUN(run_coupled_flips, 1, 1)

int main(int count, char **arguments)
{
    if (count != 9) {
        fprintf(stderr, "usage: %s coupled|primal uniform-spin|flip L T chains warmup sweeps seed\n", arguments[0]);
        return 2;
    }
    int coupled = strcmp(arguments[1], "coupled") == 0, flip = strcmp(arguments[2], "flip") == 0, side = atoi(arguments[3]);
    int chains = atoi(arguments[5]), warmup = atoi(arguments[6]), sweeps = atoi(arguments[7]);
    double temperature = atof(arguments[4]), results[RESULTS];
    uint64_t seed = strtoull(arguments[8], NULL, 10);
    static model m;
    static tally t;

    if (side < 3 || side * side > LARGEST_SITES || !(temperature > 0) || chains < 2 || warmup < 0 || sweeps < 1) {
        fprintf(stderr, "L is 3 to 128, T > 0, chains at least 2, warmup at least 0, sweeps at least 1\n");
        return 2;
    }
    prepare(&m, flip, side, temperature);
    stream r = seeded(&seed), pruning = seeded(&seed);

    double start = cpu_seconds();
    for (int chain = 0; chain < chains; chain++) {
        if (flip)
            (coupled ? run_coupled_flips : run_primal_flips)(&m, &r, &pruning, warmup, sweeps, results);
        else
            (coupled ? run_coupled : run_primal)(&m, &r, &pruning, warmup, sweeps, results);
        count_lane(&t, results);
    }
    print_results(&t, cpu_seconds() - start, chains, (double)chains * (warmup + sweeps) * m.sites);
    return 0;
}
