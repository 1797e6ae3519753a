using System.Numerics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How often an update may give birth.</summary>
internal static class Thinning
{
    private const int BirthsOfSweep = 9;

    /// <summary>1/q: one update in so many, a power of two; between 9 and 18 in a sweep, or all of a small lattice.</summary>
    /// <param name="sites">L².</param>
    public static int IntervalOf(int sites) => Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)(sites / BirthsOfSweep) + 1) / 2);
}
