/* What DiffMH sums of a chain beside its moments: means of batches and of half-chains, acceptances, and what becomes of alternatives. */
#ifndef DIFFMH_DIAGNOSIS_H
#define DIFFMH_DIAGNOSIS_H

#include <math.h>

#include "random.h"

#define MOST_OBSERVABLES 20

typedef struct {
    int length, left;                       /* draws of a part, and those left of the present one */
    long count;
    double at_start[MOST_OBSERVABLES], squares_at_start[MOST_OBSERVABLES];
    double means[MOST_OBSERVABLES], squares[MOST_OBSERVABLES], variances[MOST_OBSERVABLES];
} parts;

typedef struct {
    parts batches, halves;
    long accepted, births, meetings, lifetime;
} diagnosis;

static inline diagnosis diagnosis_of(int draws)
{
    int batch = (int)sqrt(draws), half = draws / 2;
    return (diagnosis){.batches = {.length = batch, .left = batch}, .halves = {.length = half, .left = half}};
}

/* Ends a part of a chain with the sums of k observables and of their squares that there are now. */
static NOINLINE void close_part(parts *p, const double *sums, const double *squares, int k)
{
    p->count++;
    p->left = p->length;
    for (int i = 0; i < k; i++) {
        double mean = (sums[i] - p->at_start[i]) / p->length;
        p->means[i] += mean;
        p->squares[i] += mean * mean;
        p->variances[i] += (squares[i] - p->squares_at_start[i] - p->length * mean * mean) / (p->length - 1);
        p->at_start[i] = sums[i];
        p->squares_at_start[i] = squares[i];
    }
}

/* Whether the chain moved, alternatives met it, and parts of it scatter: a program whose diagnosis nobody reads would not compute it. */
static inline int is_sound(const diagnosis *g, int k)
{
    int sound = g->accepted > 0 && g->births >= g->meetings && g->meetings > 0 && g->lifetime >= 0 && g->halves.count >= 2;
    for (int i = 0; i < k; i++)
        sound &= g->batches.squares[i] * g->batches.count >= g->batches.means[i] * g->batches.means[i] && g->halves.variances[i] >= 0
            && isfinite(g->halves.squares[i]);
    return sound;
}

#endif
