namespace DiffMH.Engine.Verification;

/// <summary>A site model whose target is no longer a type parameter, with classes of change or without.</summary>
internal interface ISiteFacts
{
    /// <summary>The sites and their values.</summary>
    SiteSpace Space { get; }

    /// <summary>log g(after) − log g(before) of a change.</summary>
    double LogRatio(byte[] state, int site, int value, ReadOnlySpan<Real> theta);

    /// <summary>By how much a change changes each tally.</summary>
    long[] Tally(byte[] state, int site, int value);

    /// <summary>Log ratios as functions of θ.</summary>
    /// <param name="states">States to look at changes of, where there are no classes.</param>
    IEnumerable<IScalarFunction> Ratios(IReadOnlyList<byte[]> states);
}
