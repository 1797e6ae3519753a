/*
 * The limit: 64 coupled Ising chains with eight alternatives each in the bits of machine words, by hand in C.
 *
 * Target: log g_T(s) = -E(s)/T, E = -sum over bonds of s s', periodic L x L lattice. A bit is a chain: 64 of them in the word of a site,
 * their alternatives in a vector of eight such words. All chains of a word visit the same, uniformly chosen sites. Proposals and couplings:
 * `uniform-spin` with `same-value`, `flip` with `next-spin`. Estimates <E>, <E^2> and their derivatives with respect to T.
 *
 * Coins: 64 random bytes are compared with a threshold per chain; a tie of bytes is decided by 6 + 26 more bits that all chains share,
 * of which every chain uses a rotation of its own, so that at most one chain needs all of them. Acceptance is exact to 2^-40.
 *
 * Newborns come by the scheme `accept`, v = -dE/T^2 of an accepted uphill move, at one random update in each of BLOCKS parts of a sweep,
 * with the part's length as a factor. Then v is the same multiple of the mass s = dE for all of them, so that an alternative's weight
 * is its slot's mass S, and nothing has to be booked when it ends. They compete by the slot rule. That an alternative has recoupled is found
 * once per sweep; until then it earns nothing. A free slot equals the chain, so that a newborn there differs by one bit.
 *
 * Energies are counted once per sweep, by carry-save adders over the bonds.
 *
 * usage: ising_word uniform-spin|flip L T words warmup sweeps seed
 * prints: CPU ns per update of one chain, then mean and standard error over chains of E, E^2, dE/dT, dE^2/dT
 */
#include <stdlib.h>
#include <string.h>
#ifdef __AVX512BW__
#include <immintrin.h>
#endif

#include "random.h"
#include "results.h"

#define LANES 64
#define SLOTS 8
#define LARGEST_SITES (128 * 128)
#define PLANES 16 /* bits of the number of unequal bonds */
#define BLOCKS 9

typedef uint64_t words __attribute__((vector_size(64)));
typedef uint8_t bytes __attribute__((vector_size(64)));

typedef struct { words s0, s1, s2, s3; } streams;

/* A probability per chain: 8 bits in `byte`, 6 in `masks`, 26 in `rest`. */
typedef struct {
    bytes byte;
    uint64_t masks[LANES]; /* by shared index: who accepts at a tie of bytes */
    uint32_t rest[LANES];  /* for the one chain that the index leaves open */
} threshold;

typedef struct {
    int sites;
    threshold one, none; /* to accept where one or none of the four neighbours agrees with the suggested spin */
    uint16_t neighbours[LARGEST_SITES][4];
} model;

typedef struct {
    float mass[SLOTS][LANES];       /* S */
    float replace_at[SLOTS][LANES]; /* W* */
    float pressure[LANES];          /* up to which mass newborns press on the same slot */
    uint8_t pressed[LANES];
    uint8_t taken[LANES];           /* bit = slot */
    words alive;                    /* the same, bit = chain */
} slots;

typedef struct {
    stream site, spin, pruning;
    streams coin;
} sources;

static uint64_t x[LARGEST_SITES];
static words y[LARGEST_SITES];

ALWAYS_INLINE words next_words(streams *r)
{
    words sum = r->s0 + r->s3, result = ((sum << 23) | (sum >> 41)) + r->s0, t = r->s1 << 17;
    r->s2 ^= r->s0;
    r->s3 ^= r->s1;
    r->s1 ^= r->s2;
    r->s0 ^= r->s3;
    r->s2 ^= t;
    r->s3 = (r->s3 << 45) | (r->s3 >> 19);
    return result;
}

/* A bit for each byte that is below, or equal to, another. */
ALWAYS_INLINE uint64_t below(bytes a, bytes b)
{
#ifdef __AVX512BW__
    return _mm512_cmplt_epu8_mask((__m512i)a, (__m512i)b);
#else
    uint64_t mask = 0;
    for (int i = 0; i < LANES; i++)
        mask |= (uint64_t)(a[i] < b[i]) << i;
    return mask;
#endif
}

ALWAYS_INLINE uint64_t equal(bytes a, bytes b)
{
#ifdef __AVX512BW__
    return _mm512_cmpeq_epu8_mask((__m512i)a, (__m512i)b);
#else
    uint64_t mask = 0;
    for (int i = 0; i < LANES; i++)
        mask |= (uint64_t)(a[i] == b[i]) << i;
    return mask;
#endif
}

ALWAYS_INLINE uint64_t accepts(const threshold *t, bytes coin, uint32_t index, uint32_t rest)
{
    uint64_t at_tie = t->masks[index] | (uint64_t)(rest < t->rest[index]) << index;
    return below(coin, t->byte) | (equal(coin, t->byte) & at_tie);
}

/* Number of bonds with unequal spins, chain by chain, from its bit planes. */
static void count(const uint64_t *planes, size_t stride, int height, uint16_t *counts)
{
#ifdef __AVX512BW__
    __m512i low = _mm512_setzero_si512(), high = low;
    for (int b = 0; b < height; b++) {
        __m512i bit = _mm512_set1_epi16((short)(1 << b));
        low = _mm512_mask_add_epi16(low, (__mmask32)planes[b * stride], low, bit);
        high = _mm512_mask_add_epi16(high, (__mmask32)(planes[b * stride] >> 32), high, bit);
    }
    _mm512_storeu_si512(counts, low);
    _mm512_storeu_si512(counts + 32, high);
#else
    for (int lane = 0; lane < LANES; lane++) {
        uint32_t sum = 0;
        for (int b = 0; b < height; b++)
            sum |= (uint32_t)(planes[b * stride] >> lane & 1) << b;
        counts[lane] = (uint16_t)sum;
    }
#endif
}

/* Adds a and b into the plane and gives what is carried. */
#define ADD(type, plane, a, b) ({ type sum_ = plane ^ a, a_ = a, b_ = b, carry_ = (plane & a_) | (sum_ & b_); plane = sum_ ^ b_; carry_; })

/* Counts unequal bonds in bit planes: four sites, eight bonds, at a time. */
#define COUNT_BONDS(type, spins, planes, height)                                                                        \
    do {                                                                                                                \
        type ones = {0}, twos = {0}, fours = {0};                                                                       \
        for (int site = 0; site < m->sites; site += 4) {                                                                \
            type two[4], four[2], carry;                                                                                \
            for (int i = 0; i < 4; i++) {                                                                               \
                int at = site + i < m->sites ? site + i : -1;                                                           \
                type right = {0}, down = {0};                                                                           \
                if (at >= 0) {                                                                                          \
                    right = spins[at] ^ spins[m->neighbours[at][3]];                                                    \
                    down = spins[at] ^ spins[m->neighbours[at][1]];                                                     \
                }                                                                                                       \
                two[i] = ADD(type, ones, right, down);                                                                  \
            }                                                                                                           \
            four[0] = ADD(type, twos, two[0], two[1]);                                                                  \
            four[1] = ADD(type, twos, two[2], two[3]);                                                                  \
            carry = ADD(type, fours, four[0], four[1]);                                                                 \
            for (int b = 3; b < height; b++) {                                                                          \
                type out = planes[b] & carry;                                                                           \
                planes[b] ^= carry;                                                                                     \
                carry = out;                                                                                            \
            }                                                                                                           \
        }                                                                                                               \
        planes[0] = ones, planes[1] = twos, planes[2] = fours;                                                          \
    } while (0)

/* A newborn takes a free slot, or presses on the weakest of its chain. Says which slot it takes; -1 for none. */
ALWAYS_INLINE int compete(slots *s, sources *r, int lane, float mass, int *was_free)
{
    uint32_t free = ~s->taken[lane] & 0xffu;
    *was_free = free != 0;
    if (free != 0) {
        int slot = __builtin_ctz(free);
        s->mass[slot][lane] = mass;
        s->replace_at[slot][lane] = mass / (float)uniform(&r->pruning);
        s->taken[lane] |= (uint8_t)(1 << slot);
        s->alive[slot] |= (uint64_t)1 << lane;
        return slot;
    }
    int slot = s->pressed[lane];
    if (s->mass[slot][lane] >= s->pressure[lane]) {
        slot = 0;
        for (int i = 1; i < SLOTS; i++)
            slot = s->mass[i][lane] < s->mass[slot][lane] ? i : slot;
        s->pressed[lane] = (uint8_t)slot;
        s->pressure[lane] = 2 * s->mass[slot][lane];
    }
    float heavier = s->mass[slot][lane] += mass;
    if (heavier < s->replace_at[slot][lane])
        return -1;
    s->replace_at[slot][lane] = heavier / (float)uniform(&r->pruning);
    return slot;
}

/* Lets the chains that accepted an uphill move bear: their newborns differ from them at the site. */
static NOINLINE void bear(const model *m, slots *s, sources *r, uint64_t uphill, uint64_t one_agrees, uint64_t site, float length)
{
    words replaced = {0}, born = {0};
    uint64_t any = 0;
    for (; uphill != 0; uphill &= uphill - 1) {
        int lane = __builtin_ctzll(uphill), was_free;
        int slot = compete(s, r, lane, length * (one_agrees >> lane & 1 ? 1 : 2), &was_free);
        if (slot >= 0) {
            uint64_t bit = (uint64_t)1 << lane;
            born[slot] |= bit;
            replaced[slot] |= was_free ? 0 : bit;
            any |= was_free ? 0 : bit;
        }
    }
    if (any != 0)
        for (int i = 0; i < m->sites; i++)
            y[i] ^= (y[i] ^ x[i]) & replaced;
    y[site] ^= born;
}

/* One update of all chains; where `bears`, newborns are looked for. */
ALWAYS_INLINE void update(const model *m, slots *s, sources *r, const int flip, const int bears, float length)
{
    uint64_t word = next(&r->site), site = ((word >> 32) * (uint64_t)m->sites) >> 32, spin = flip ? 0 : next(&r->spin);
    uint32_t index = word & 63, rest = (uint32_t)word >> 6;
    bytes coin = (bytes)next_words(&r->coin);
    const uint16_t *n = m->neighbours[site];
    uint64_t one = accepts(&m->one, coin, index, rest), none = accepts(&m->none, coin, index, rest);

    uint64_t present = x[site], to = flip ? ~present : spin;
    uint64_t a = ~(x[n[0]] ^ to), b = ~(x[n[1]] ^ to), c = ~(x[n[2]] ^ to), d = ~(x[n[3]] ^ to);
    uint64_t two_agree = (a & b) | (c & d) | ((a | b) & (c | d)), one_agrees = a | b | c | d;
    uint64_t changed = (two_agree | (one_agrees & one) | none) & (present ^ to);
    x[site] = present ^ changed;

    words other = y[site], others_to = flip ? ~other : (words){0} + spin, others_one = (words){0} + one, others_none = (words){0} + none;
    if (flip) {
        /* An alternative uses the coin where the spins agree, its complement where they differ. */
        words differs = other ^ present;
        others_one ^= differs & (others_one ^ accepts(&m->one, ~coin, index, rest));
        others_none ^= differs & (others_none ^ accepts(&m->none, ~coin, index, rest));
    }
    words e = ~(y[n[0]] ^ others_to), f = ~(y[n[1]] ^ others_to), g = ~(y[n[2]] ^ others_to), h = ~(y[n[3]] ^ others_to);
    words either = (e | f), or = (g | h);
    words moves = (e & f) | (g & h) | (either & or) | ((either | or) & others_one) | others_none;
    y[site] = other ^ (moves & (other ^ others_to));

    if (bears && (changed & ~two_agree) != 0)
        bear(m, s, r, changed & ~two_agree, one_agrees, site, length);
}

/* Frees the slots whose alternatives equal their chain. */
static void free_slots(const model *m, slots *s)
{
    words differs = {0};
    for (int i = 0; i < m->sites; i++)
        differs |= y[i] ^ x[i];
    for (int slot = 0; slot < SLOTS; slot++) {
        for (uint64_t dead = s->alive[slot] & ~differs[slot]; dead != 0; dead &= dead - 1) {
            int lane = __builtin_ctzll(dead);
            s->taken[lane] &= (uint8_t)~(1 << slot);
            s->pressure[lane] = -1;
        }
    }
    s->alive &= differs;
}

typedef struct { double energy[LANES], square[LANES], slope[LANES], slope_of_square[LANES]; } sums;

static NOINLINE void draw(const model *m, const slots *s, int height, sums *to)
{
    uint64_t planes[PLANES] = {0};
    words others_planes[PLANES] = {{0}};
    uint16_t unequal[LANES], others_unequal[LANES];
    float energy[LANES], slope[LANES] = {0}, slope_of_square[LANES] = {0};
    COUNT_BONDS(uint64_t, x, planes, height);
    COUNT_BONDS(words, y, others_planes, height);
    count(planes, 1, height, unequal);
    for (int lane = 0; lane < LANES; lane++) {
        energy[lane] = (float)(2 * (unequal[lane] - m->sites));
        to->energy[lane] += (double)energy[lane];
        to->square[lane] += (double)energy[lane] * (double)energy[lane];
    }
    for (int slot = 0; slot < SLOTS; slot++) {
        count((const uint64_t *)others_planes + slot, SLOTS, height, others_unequal);
        for (int lane = 0; lane < LANES; lane++) {
            float change = (float)(2 * (others_unequal[lane] - unequal[lane]));
            slope[lane] += s->mass[slot][lane] * change;
            slope_of_square[lane] += s->mass[slot][lane] * change * (2 * energy[lane] + change);
        }
    }
    for (int lane = 0; lane < LANES; lane++) {
        to->slope[lane] += (double)slope[lane];
        to->slope_of_square[lane] += (double)slope_of_square[lane];
    }
}

ALWAYS_INLINE void run(const model *m, sources *from, const int flip, double temperature, int warmup, int sweeps, tally *t)
{
    static slots s;
    static sums found;
    sources r = *from;
    int height = 0;
    memset(&s, 0, sizeof s);
    memset(&found, 0, sizeof found);
    memset(x, 0xff, sizeof x[0] * (size_t)m->sites);
    memset(y, 0xff, sizeof y[0] * (size_t)m->sites);
    while (1 << height <= 2 * m->sites)
        height++;

    for (int sweep = -warmup; sweep < sweeps; sweep++) {
        for (int block = 0; block < BLOCKS; block++) {
            int length = (block + 1) * m->sites / BLOCKS - block * m->sites / BLOCKS;
            int before = (int)(((next(&r.pruning) >> 32) * (uint64_t)length) >> 32);
            for (int i = 0; i < before; i++)
                update(m, &s, &r, flip, 0, 0);
            update(m, &s, &r, flip, 1, (float)length);
            for (int i = before + 1; i < length; i++)
                update(m, &s, &r, flip, 0, 0);
        }
        free_slots(m, &s);
        if (sweep >= 0)
            draw(m, &s, height, &found);
    }
    *from = r;
    for (int lane = 0; lane < LANES; lane++) {
        double scale = -4 / (temperature * temperature);
        double results[RESULTS] = {found.energy[lane], found.square[lane], scale * found.slope[lane], scale * found.slope_of_square[lane]};
        for (int i = 0; i < RESULTS; i++)
            results[i] /= sweeps;
        count_lane(t, results);
    }
}

static NOINLINE void run_uniform(const model *m, sources *r, double temperature, int warmup, int sweeps, tally *t)
{
    run(m, r, 0, temperature, warmup, sweeps, t);
}

static NOINLINE void run_flip(const model *m, sources *r, double temperature, int warmup, int sweeps, tally *t)
{
    run(m, r, 1, temperature, warmup, sweeps, t);
}

static void set(threshold *t, double probability)
{
    double scaled = 256 * probability, byte = floor(scaled), sixths = 64 * (scaled - byte), sixth = floor(sixths);
    for (int lane = 0; lane < LANES; lane++) {
        t->byte[lane] = (uint8_t)byte;
        t->rest[lane] = (uint32_t)(0x1p26 * (sixths - sixth));
        for (int index = 0; index < LANES; index++)
            if (((index - lane + (int)sixth) & 63) < (int)sixth)
                t->masks[index] |= (uint64_t)1 << lane;
    }
}

int main(int arguments_count, char **arguments)
{
    int side = arguments_count == 8 ? atoi(arguments[2]) : 0;
    if (side < 3 || side * side > LARGEST_SITES) {
        fprintf(stderr, "usage: %s uniform-spin|flip L T words warmup sweeps seed; L is 3 to 128\n", arguments[0]);
        return 2;
    }
    int flip = strcmp(arguments[1], "flip") == 0, groups = atoi(arguments[4]), warmup = atoi(arguments[5]), sweeps = atoi(arguments[6]);
    double temperature = atof(arguments[3]);
    uint64_t seed = strtoull(arguments[7], NULL, 10);
    static model m;
    static tally t;
    sources r = {.site = seeded(&seed), .spin = seeded(&seed), .pruning = seeded(&seed)};
    for (int i = 0; i < 8; i++) {
        stream one = seeded(&seed);
        r.coin.s0[i] = one.s0, r.coin.s1[i] = one.s1, r.coin.s2[i] = one.s2, r.coin.s3[i] = one.s3;
    }
    m.sites = side * side;
    for (int row = 0; row < side; row++)
        for (int column = 0; column < side; column++) {
            uint16_t *n = m.neighbours[row * side + column];
            n[0] = (uint16_t)((row + side - 1) % side * side + column);
            n[1] = (uint16_t)((row + 1) % side * side + column);
            n[2] = (uint16_t)(row * side + (column + side - 1) % side);
            n[3] = (uint16_t)(row * side + (column + 1) % side);
        }
    set(&m.one, exp(-4 / temperature));
    set(&m.none, exp(-8 / temperature));

    double start = cpu_seconds();
    for (int group = 0; group < groups; group++)
        (flip ? run_flip : run_uniform)(&m, &r, temperature, warmup, sweeps, &t);
    print_results(&t, cpu_seconds() - start, (double)LANES * groups, (double)LANES * groups * (warmup + sweeps) * m.sites);
    return 0;
}
