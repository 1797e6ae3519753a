namespace DiffMH.Engine.Kernels;

/// <summary>The integer tallies of the chains of one site lane.</summary>
internal interface ISiteTallies
{
    /// <summary>How many tallies a state has.</summary>
    int TallyCount { get; }

    /// <summary>How many classes of change there are.</summary>
    int ClassCount { get; }

    /// <summary>The primal chain's value on a site.</summary>
    int Value(int site);

    /// <summary>Writes how often each class of change leads from the reference state to the primal chain's: first to the start, then as accepted.</summary>
    /// <param name="changes">One number per class; those of the same pair of states may differ from way to way, what they sum up to does not.</param>
    void PrimalChanges(Span<long> changes);

    /// <summary>Writes the primal chain's tallies.</summary>
    void Primal(Span<long> tallies);

    /// <summary>Writes the tallies of living alternatives, one after the other by place.</summary>
    /// <param name="alive">The places, one bit each, in words of 64.</param>
    /// <param name="primal">The primal chain's tallies.</param>
    /// <param name="tallies"><see cref="TallyCount"/> numbers for each place; those of free places are left alone.</param>
    void Alternatives(ReadOnlySpan<ulong> alive, ReadOnlySpan<long> primal, Span<long> tallies);
}
