using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The spins of a lattice, a vector after the other, and which bonds are broken.</summary>
internal interface ISiteRows
{
    /// <summary>The spins.</summary>
    Vector512<ulong> Spins(nint row);

    /// <summary>Whether the bonds to the right of them are broken.</summary>
    Vector512<ulong> ToTheRight(nint row);

    /// <summary>Whether the bonds below them are broken.</summary>
    Vector512<ulong> Below(nint row);

    /// <summary>Whether alternatives differ from the primal chain there.</summary>
    Vector512<ulong> Differences(nint row);
}
