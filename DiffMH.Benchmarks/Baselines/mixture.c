/*
 * Scalar baseline: what a careful C programmer writes by hand for one coupled chain on the label of an observation of a mixture of three
 * Gaussians (arXiv:2306.07961).
 *
 * Target: g(i) = exp(-(observation - mean_i)^2 / 2 deviation^2). Proposal: one of the two other labels. Coupling `residual`: y' = x' unless
 * x' = y, then y' = x. One alternative, scheme `symmetric`, pruning by weight with the slot rule. Observables are the three indicators;
 * printed are the probabilities of the first two labels and their derivatives with respect to the observation. What errors and diagnostics
 * of the means are made of is summed beside them; an indicator is its own square.
 *
 * Everything that depends on the labels is in tables: a step is two words of xoshiro256++ (label; coin), look-ups, and two comparisons.
 *
 * usage: mixture observation chains warmup draws seed; the chain starts at the first label
 */
#include <stdlib.h>
#include <string.h>

#include "diagnosis.h"
#include "random.h"
#include "results.h"

#define LABELS 3
#define FIRST_TAKES_IT 0x1p-1000 /* W* of an empty slot */

/* What it does to suggest a label from another. */
typedef struct {
    uint64_t threshold; /* accept where a 53-bit coin is below it */
    double mass;        /* |d alpha|; 0 uphill */
    double slope;       /* d alpha */
} move;

typedef struct {
    move moves[LABELS][4];         /* from, to */
    uint8_t others[LABELS][2];     /* the two other labels */
    double observables[LABELS][LABELS];
} model;

static void prepare(model *m, double observation)
{
    static const double means[LABELS] = {-2.5, 2, 5};
    const double deviation = 4;
    double log_density[LABELS], score[LABELS];
    memset(m, 0, sizeof *m);
    for (int i = 0; i < LABELS; i++) {
        double z = (observation - means[i]) / deviation;
        log_density[i] = -0.5 * z * z;
        score[i] = -z / deviation;
        m->observables[i][i] = 1;
        m->others[i][0] = (uint8_t)(i == 0);
        m->others[i][1] = (uint8_t)(i == 2 ? 1 : 2);
    }
    for (int from = 0; from < LABELS; from++)
        for (int to = 0; to < LABELS; to++) {
            double ratio = exp(log_density[to] - log_density[from]);
            double slope = ratio < 1 ? ratio * (score[to] - score[from]) : 0;
            uint64_t threshold = ratio < 1 ? (uint64_t)(ratio * 0x1p53) : (uint64_t)1 << 53;
            m->moves[from][to] = (move){threshold, fabs(slope), slope};
        }
}

typedef struct {
    double mass, replace_at, birth_weight; /* S, W*, v0 / s0 */
    double earned[LABELS], booked[LABELS];
} slot;

static NOINLINE void book(slot *s)
{
    for (int i = 0; i < LABELS; i++) {
        s->booked[i] += s->birth_weight * s->earned[i];
        s->earned[i] = 0;
    }
}

static NOINLINE void run(const model *m, stream *source, int warmup, int draws, double *results, diagnosis *g)
{
    stream words = *source;
    double sums[LABELS] = {0};
    uint32_t x = 0, y = 0; /* y = x where there is no alternative: then it stays */
    slot s = {.replace_at = FIRST_TAKES_IT};
    int born = 0;

    for (int step = -warmup; step < draws; step++) {
        uint32_t to = m->others[x][next(&words) >> 63];
        uint64_t coin = next(&words) >> 11;
        const move *own = &m->moves[x][to];
        int accepted = coin < own->threshold;
        uint32_t after = accepted ? to : x;
        if (y != x) {
            uint32_t suggested = to == y ? x : to;
            y = coin < m->moves[y][suggested].threshold ? suggested : y;
            if (y == after) {
                book(&s);
                s.mass = 0;
                s.replace_at = FIRST_TAKES_IT;
                g->meetings++;
                g->lifetime += step - born;
            }
        } else
            y = after;
        s.mass += own->mass;
        if (UNLIKELY(s.mass >= s.replace_at)) {
            book(&s);
            s.birth_weight = accepted == (own->slope > 0) ? -1 : 1;
            s.replace_at = s.mass / uniform(&words);
            y = accepted ? x : to;
            born = step;
            g->births++;
        }
        x = after;
        g->accepted += accepted;
        if (step >= 0) {
            const double *f = m->observables[x], *other = m->observables[y];
            for (int i = 0; i < LABELS; i++) {
                sums[i] += f[i];
                s.earned[i] += s.mass * (other[i] - f[i]);
            }
            if (--g->batches.left == 0)
                close_part(&g->batches, sums, sums, LABELS);
            if (--g->halves.left == 0)
                close_part(&g->halves, sums, sums, LABELS);
        }
    }
    book(&s);
    *source = words;
    for (int i = 0; i < 2; i++) {
        results[i] = sums[i] / draws;
        results[2 + i] = s.booked[i] / draws;
    }
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fprintf(stderr, "usage: %s observation chains warmup draws seed\n", arguments[0]);
        return 2;
    }
    int sound = 1, chains = atoi(arguments[2]), warmup = atoi(arguments[3]), draws = atoi(arguments[4]);
    uint64_t seed = strtoull(arguments[5], NULL, 10);
    double results[RESULTS];
    static model m;
    static tally t;
    stream r = seeded(&seed);

    prepare(&m, atof(arguments[1]));
    double start = cpu_seconds();
    for (int chain = 0; chain < chains; chain++) {
        diagnosis g = diagnosis_of(draws);
        run(&m, &r, warmup, draws, results, &g);
        count_lane(&t, results);
        sound &= is_sound(&g, LABELS);
    }
    print_results(&t, cpu_seconds() - start, chains, (double)chains * (warmup + draws));
    return sound ? 0 : 1;
}
