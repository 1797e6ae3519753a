/*
 * Scalar baseline: what a careful C programmer writes by hand for one coupled chain on N(theta, I) in d dimensions.
 *
 * Proposal: a Gaussian step of standard deviation `scale`. Coupling: maximal reflection. One alternative, scheme `symmetric`, pruning by
 * weight with the slot rule. Observables are all coordinates and their squares, parameters all of theta, so that an excursion's end books
 * 2 d x d numbers. Printed are x[0] and x[0]^2 and their derivatives with respect to theta[0], unbiased for the finite chain. What errors and
 * diagnostics of the means are made of is summed beside them.
 *
 * d is a constant of the compiled loop. Each exponential is taken once: it is the coin's threshold and the newborn's weight. The score is
 * not computed, for here it is the step; and squares of coordinates are among the observables.
 *
 * usage: gaussian d theta scale chains warmup draws seed; the chain starts at the origin
 */
#include <stdlib.h>
#include <string.h>

#include "diagnosis.h"
#include "random.h"
#include "results.h"

#define LARGEST 10
#define FIRST_TAKES_IT 0x1p-1000 /* W* of an empty slot */

typedef struct {
    double mass;                         /* S, everything that competed since the slot was empty */
    double replace_at;                   /* W*, the mass at which the next newborn takes the slot */
    double birth_weight[LARGEST];        /* v0 / s0 */
    double earned[2 * LARGEST];          /* S (f(y) - f(x)) summed over draws */
    double booked[2 * LARGEST][LARGEST]; /* v0 times what was earned, of all that were replaced or recoupled */
} slot;

static NOINLINE void book(slot *s, int d)
{
    for (int i = 0; i < 2 * d; i++) {
        for (int j = 0; j < d; j++)
            s->booked[i][j] += s->birth_weight[j] * s->earned[i];
        s->earned[i] = 0;
    }
}

ALWAYS_INLINE void run(const ziggurat *z, stream *source, const int d, const double *theta, double scale, int warmup, int draws, double *results, diagnosis *g)
{
    stream words = *source;
    const double per_scale = 1 / scale;
    double x[LARGEST] = {0}, y[LARGEST] = {0}, to[LARGEST], other[LARGEST], noise[LARGEST], apart[LARGEST];
    double sums[2 * LARGEST] = {0}, squares[2 * LARGEST] = {0}, here = 0, here_other = 0;
    int alive = 0, born = 0;
    slot s = {.replace_at = FIRST_TAKES_IT};

    for (int i = 0; i < d; i++)
        here -= 0.5 * (x[i] - theta[i]) * (x[i] - theta[i]);
    for (int step = -warmup; step < draws; step++) {
        double there = 0, length = 0;
        for (int i = 0; i < d; i++) {
            noise[i] = normal(z, &words);
            to[i] = x[i] + scale * noise[i];
            there -= 0.5 * (to[i] - theta[i]) * (to[i] - theta[i]);
            length += noise[i] * noise[i];
        }
        double coin = uniform(&words), log_ratio = there - here, ratio = log_ratio < 0 ? exp(log_ratio) : 1;
        int accepted = coin < ratio;

        if (alive) {
            double before = 0, squared = 0, along = 0, there_other = there;
            for (int i = 0; i < d; i++) {
                apart[i] = (y[i] - x[i]) * per_scale;
                before += (2 * noise[i] - apart[i]) * apart[i];
                squared += apart[i] * apart[i];
                along += noise[i] * apart[i];
            }
            int copies = before >= 0 || uniform(&words) < exp(0.5 * before);
            const double *suggested = to;
            if (!copies) {
                double twice = d == 1 ? 0 : 2 * along / squared;
                there_other = 0;
                for (int i = 0; i < d; i++) {
                    other[i] = y[i] + scale * (d == 1 ? -noise[i] : noise[i] - twice * apart[i]);
                    there_other -= 0.5 * (other[i] - theta[i]) * (other[i] - theta[i]);
                }
                suggested = other;
            }
            double log_other = there_other - here_other;
            if (log_other >= 0 || coin < exp(log_other)) {
                if (copies && accepted) {
                    book(&s, d);
                    s.mass = 0;
                    s.replace_at = FIRST_TAKES_IT;
                    alive = 0;
                    g->meetings++;
                    g->lifetime += step - born;
                } else {
                    for (int i = 0; i < d; i++)
                        y[i] = suggested[i];
                    here_other = there_other;
                }
            }
        }
        if (log_ratio < 0) {
            s.mass += ratio * scale * (d == 1 ? fabs(noise[0]) : sqrt(length));
            if (UNLIKELY(s.mass >= s.replace_at)) {
                double per_length = (accepted ? -1 : 1) / (d == 1 ? fabs(noise[0]) : sqrt(length));
                book(&s, d);
                for (int i = 0; i < d; i++) {
                    s.birth_weight[i] = noise[i] * per_length;
                    y[i] = accepted ? x[i] : to[i];
                }
                here_other = accepted ? here : there;
                s.replace_at = s.mass / uniform(&words);
                alive = 1;
                born = step;
                g->births++;
            }
        }
        if (accepted) {
            for (int i = 0; i < d; i++)
                x[i] = to[i];
            here = there;
            g->accepted++;
        }
        if (step >= 0) {
            for (int i = 0; i < d; i++) {
                sums[i] += x[i];
                sums[d + i] += x[i] * x[i];
                squares[d + i] += x[i] * x[i] * (x[i] * x[i]);
            }
            if (alive)
                for (int i = 0; i < d; i++) {
                    s.earned[i] += s.mass * (y[i] - x[i]);
                    s.earned[d + i] += s.mass * (y[i] * y[i] - x[i] * x[i]);
                }
            if ((--g->batches.left == 0) | (--g->halves.left == 0)) {
                memcpy(squares, sums + d, d * sizeof *sums);
                if (g->batches.left == 0)
                    close_part(&g->batches, sums, squares, 2 * d);
                if (g->halves.left == 0)
                    close_part(&g->halves, sums, squares, 2 * d);
            }
        }
    }
    book(&s, d);
    *source = words;
    results[0] = sums[0] / draws;
    results[1] = sums[d] / draws;
    results[2] = s.booked[0][0] / draws;
    results[3] = s.booked[d][0] / draws;
}

static NOINLINE void run_1(const ziggurat *z, stream *r, const double *theta, double scale, int warmup, int draws, double *results, diagnosis *g)
{
    run(z, r, 1, theta, scale, warmup, draws, results, g);
}

static NOINLINE void run_10(const ziggurat *z, stream *r, const double *theta, double scale, int warmup, int draws, double *results, diagnosis *g)
{
    run(z, r, 10, theta, scale, warmup, draws, results, g);
}

int main(int count, char **arguments)
{
    int d = count == 8 ? atoi(arguments[1]) : 0;
    if (d != 1 && d != 10) {
        fprintf(stderr, "usage: %s 1|10 theta scale chains warmup draws seed\n", arguments[0]);
        return 2;
    }
    double theta[LARGEST], scale = atof(arguments[3]), results[RESULTS];
    int sound = 1, chains = atoi(arguments[4]), warmup = atoi(arguments[5]), draws = atoi(arguments[6]);
    uint64_t seed = strtoull(arguments[7], NULL, 10);
    static ziggurat z;
    static tally t;
    stream r = seeded(&seed);

    for (int i = 0; i < d; i++)
        theta[i] = atof(arguments[2]);
    prepare_ziggurat(&z);
    double start = cpu_seconds();
    for (int chain = 0; chain < chains; chain++) {
        diagnosis g = diagnosis_of(draws);
        (d == 1 ? run_1 : run_10)(&z, &r, theta, scale, warmup, draws, results, &g);
        count_lane(&t, results);
        sound &= is_sound(&g, 2 * d);
    }
    print_results(&t, cpu_seconds() - start, chains, (double)chains * (warmup + draws));
    return sound ? 0 : 1;
}
