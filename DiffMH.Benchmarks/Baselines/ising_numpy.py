"""The coupled Ising chain as one would write it with numpy: all chains at once, each with a site of its own.

Same chain as ising_scalar.c with a fresh uniform spin at a random site: one alternative, scheme `symmetric`, pruning by weight.

usage: ising_numpy.py L T chains warmup sweeps seed
prints: CPU ns per update, then mean and standard error over chains of E, E^2, dE/dT, dE^2/dT
"""
import sys
import time

import numpy as np


def neighbours(side):
    site = np.arange(side * side).reshape(side, side)
    return np.stack([np.roll(site, shift, axis).ravel() for axis in (0, 1) for shift in (1, -1)])


def run(side, temperature, chains, warmup, sweeps, rng):
    sites, near, lane = side * side, neighbours(side), np.arange(chains)
    x = np.ones((chains, sites), np.int8)
    y = x.copy()
    energy, other = np.full(chains, -2.0 * sites), np.full(chains, -2.0 * sites)
    mass, weight = np.zeros(chains), np.zeros(chains)
    total = np.zeros((4, chains))
    for sweep in range(warmup + sweeps):
        for _ in range(sites):
            site = rng.integers(sites, size=chains)
            spin = 2 * rng.integers(2, size=chains) - 1
            u = rng.random(chains)
            old, old_other = x[lane, site], y[lane, site]
            change = (old - spin) * x[lane, near[:, site]].sum(axis=0)
            change_other = (old_other - spin) * y[lane, near[:, site]].sum(axis=0)
            ratio = np.exp(-change / temperature)
            accepted = u < ratio
            accepted_other = u < np.exp(-change_other / temperature)
            x[lane, site] = np.where(accepted, spin, old)
            y[lane, site] = np.where(accepted_other, spin, old_other)
            energy += np.where(accepted, change, 0)
            other += np.where(accepted_other, change_other, 0)
            slope = np.where(change > 0, ratio * change / temperature**2, 0)
            mass += slope
            born = np.flatnonzero(rng.random(chains) * mass < slope)
            if born.size:
                y[born] = x[born]
                y[born, site[born]] = np.where(accepted, old, spin)[born]
                other[born] = energy[born] + np.where(accepted, -change, change)[born]
                weight[born] = np.where(accepted, -1, 1)[born]
        met = (x == y).all(axis=1)  # until now they earn nothing, but compete
        mass[met] = 0
        if sweep >= warmup:
            total += energy, energy**2, weight * mass * (other - energy), weight * mass * (other**2 - energy**2)
    return total.T / sweeps


def main():
    side, chains, warmup, sweeps, seed = (int(sys.argv[i]) for i in (1, 3, 4, 5, 6))
    start = time.process_time()
    results = run(side, float(sys.argv[2]), chains, warmup, sweeps, np.random.default_rng(seed))
    seconds = time.process_time() - start
    errors = results.std(axis=0, ddof=1) / np.sqrt(chains)
    print(1e9 * seconds / (chains * (warmup + sweeps) * side * side), *(n for pair in zip(results.mean(axis=0), errors) for n in pair))


main()
