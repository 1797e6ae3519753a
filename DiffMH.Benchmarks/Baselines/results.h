/* How all baselines measure and report: CPU ns per update, then mean and standard error over lanes of each number. */
#ifndef DIFFMH_RESULTS_H
#define DIFFMH_RESULTS_H

#include <math.h>
#include <stdio.h>
#include <time.h>

#define RESULTS 4 /* f1, f2 and their derivatives, which are 0 where there is no alternative */

typedef struct { double total[RESULTS], squares[RESULTS]; } tally;

static inline void count_lane(tally *t, const double *results)
{
    for (int i = 0; i < RESULTS; i++) {
        t->total[i] += results[i];
        t->squares[i] += results[i] * results[i];
    }
}

static inline double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline void print_results(const tally *t, double seconds, double lanes, double updates)
{
    printf("%.6f", 1e9 * seconds / updates);
    for (int i = 0; i < RESULTS; i++) {
        double mean = t->total[i] / lanes, variance = (t->squares[i] - lanes * mean * mean) / (lanes - 1);
        printf(" %.17g %.17g", mean, sqrt(fmax(variance, 0) / lanes));
    }
    printf("\n");
}

#endif
