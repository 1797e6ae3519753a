"""The coupled Ising chain as one would write it with numba.

Same chain as ising_scalar.c with a fresh uniform spin at a random site: one alternative, scheme `symmetric`, pruning by weight.

usage: ising_numba.py L T chains warmup sweeps seed
prints: CPU ns per update, then mean and standard error over chains of E, E^2, dE/dT, dE^2/dT
"""
import sys
import time

import numpy as np
from numba import njit


@njit
def field(spins, i, j):
    n = spins.shape[0]
    return spins[i - 1, j] + spins[(i + 1) % n, j] + spins[i, j - 1] + spins[i, (j + 1) % n]


@njit
def run(side, temperature, warmup, sweeps):
    x = np.ones((side, side), np.int64)
    y = x.copy()
    energy = other = -2.0 * side * side
    differing, mass, weight = 0, 0.0, 0.0
    total = np.zeros(4)
    for sweep in range(warmup + sweeps):
        for _ in range(side * side):
            i, j = np.random.randint(side), np.random.randint(side)
            spin = 2 * np.random.randint(2) - 1
            u = np.random.random()
            old = x[i, j]
            change = (old - spin) * field(x, i, j)
            ratio = np.exp(-change / temperature)
            accepted = u < ratio
            if accepted:
                x[i, j] = spin
                energy += change
            if differing > 0:
                change_other = (y[i, j] - spin) * field(y, i, j)
                differing -= y[i, j] != old
                if u < np.exp(-change_other / temperature):
                    y[i, j] = spin
                    other += change_other
                differing += y[i, j] != x[i, j]
                if differing == 0:
                    mass = weight = 0.0
            if change > 0:
                slope = ratio * change / temperature**2
                mass += slope
                if np.random.random() * mass < slope:
                    y[:] = x
                    y[i, j] = old if accepted else spin
                    other = energy + (-change if accepted else change)
                    differing = 1
                    weight = -1.0 if accepted else 1.0
        if differing == 0:
            other = energy
        if sweep >= warmup:
            total[0] += energy
            total[1] += energy * energy
            total[2] += weight * mass * (other - energy)
            total[3] += weight * mass * (other * other - energy * energy)
    return total / sweeps


@njit
def seed_numba(seed):
    np.random.seed(seed)


def main():
    side, chains, warmup, sweeps, seed = (int(sys.argv[i]) for i in (1, 3, 4, 5, 6))
    temperature = float(sys.argv[2])
    seed_numba(seed)
    run(side, temperature, 1, 1)  # compiles
    start = time.process_time()
    results = np.array([run(side, temperature, warmup, sweeps) for _ in range(chains)])
    seconds = time.process_time() - start
    errors = results.std(axis=0, ddof=1) / np.sqrt(chains)
    print(1e9 * seconds / (chains * (warmup + sweeps) * side * side), *(n for pair in zip(results.mean(axis=0), errors) for n in pair))


main()
