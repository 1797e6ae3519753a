namespace DiffMH.Engine.Kernels;

/// <summary>What accepted changes do to the tallies of a state: they are counted by class, or, where there are no classes, tally by tally.</summary>
internal interface IChangeTallies
{
    /// <summary>How many numbers changes are counted in.</summary>
    int Classes { get; }

    /// <summary>Adds what the counted changes do to the tallies.</summary>
    void Add(ReadOnlySpan<long> changes, Span<long> tallies);

    /// <summary>Forms the tallies of a state by changing the reference state site by site.</summary>
    /// <param name="values">The state.</param>
    /// <param name="changes">Receives the counts of the changes that took; zeros where there are no classes.</param>
    /// <param name="tallies">Receives the tallies.</param>
    /// <exception cref="InvalidModelException">A value is out of range.</exception>
    void OfState(ReadOnlySpan<byte> values, Span<long> changes, Span<long> tallies);
}
