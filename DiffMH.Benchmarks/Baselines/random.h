/* Random numbers of the baselines: xoshiro256++, uniform numbers, and normal ones by a ziggurat. */
#ifndef DIFFMH_RANDOM_H
#define DIFFMH_RANDOM_H

#include <math.h>
#include <stdint.h>

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define NOINLINE __attribute__((noinline))
#define LIKELY(x) __builtin_expect(x, 1)
#define UNLIKELY(x) __builtin_expect(x, 0)

typedef struct { uint64_t s0, s1, s2, s3; } stream;

/* A state of xoshiro256++ from a seed by SplitMix64, as its authors advise. */
static inline stream seeded(uint64_t *seed)
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

/* The ziggurat of Marsaglia and Tsang 2000 with 256 layers of equal area; the lower 8 bits of a word choose the layer, the upper 53 the place in it. */
#define LAYERS 256
#define TAIL 3.6541528853610088

typedef struct { double widths[LAYERS + 1], scaled[LAYERS], heights[LAYERS + 1]; } ziggurat;

static inline void prepare_ziggurat(ziggurat *z)
{
    double height = exp(-0.5 * TAIL * TAIL), area = TAIL * height + sqrt(2 * atan(1)) * erfc(TAIL / sqrt(2));
    z->widths[0] = area / height;
    z->heights[0] = 0;
    z->widths[1] = TAIL;
    z->heights[1] = height;
    for (int i = 2; i <= LAYERS; i++) {
        double y = z->heights[i - 1] + area / z->widths[i - 1];
        z->widths[i] = y < 1 && i < LAYERS ? sqrt(-2 * log(y)) : 0;
        z->heights[i] = exp(-0.5 * z->widths[i] * z->widths[i]);
    }
    for (int i = 0; i < LAYERS; i++)
        z->scaled[i] = z->widths[i] * 0x1p-52;
}

/* A normal number from a place that is not under the whole height of its layer; NaN where it has to be drawn anew. */
static NOINLINE double at_edge(const ziggurat *z, stream *r, uint64_t layer, double x)
{
    if (layer == 0) {
        double a, b;
        do {
            a = -log(uniform(r)) / TAIL;
            b = -log(uniform(r));
        } while (2 * b < a * a);
        return copysign(TAIL + a, x);
    }
    double below = z->heights[layer], above = z->heights[layer + 1];
    return below + uniform(r) * (above - below) < exp(-0.5 * x * x) ? x : NAN;
}

ALWAYS_INLINE double normal(const ziggurat *z, stream *r)
{
    for (;;) {
        uint64_t bits = next(r), layer = bits & (LAYERS - 1);
        double x = (double)(((int64_t)bits >> 11) | 1) * z->scaled[layer];
        if (LIKELY(fabs(x) < z->widths[layer + 1]))
            return x;
        x = at_edge(z, r, layer, x);
        if (x == x)
            return x;
    }
}

#endif
