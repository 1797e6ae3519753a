using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How many bytes a count of <see cref="PackCounts"/> has.</summary>
internal interface ICountWidth
{
    /// <summary>2⁵², where the unit in the last place is 1: a number's bits put behind it are that number, 2⁵² higher.</summary>
    public const double Raise = 1L << 52;

    /// <summary>The counts of eight lanes as numbers, <see cref="Raise"/> higher; their differences are exact.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="counted">The word of the lowest byte.</param>
    static abstract Vector512<double> Raised(int bytes, ref ulong counted);
}
