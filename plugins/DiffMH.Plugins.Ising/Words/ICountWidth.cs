using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How many bytes a count of <see cref="PackCounts"/> has.</summary>
internal interface ICountWidth
{
    /// <summary>The counts of eight lanes as numbers: put behind the exponent of 2⁵², where the unit in the last place is 1.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="counted">The word of the lowest byte.</param>
    static abstract Vector512<double> Numbers(int bytes, ref ulong counted);
}
