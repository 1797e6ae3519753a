namespace DiffMH.Engine.Kernels;

/// <summary>How often a chain on sites has met each kind of change and each outcome of its coin: all that the score of its decisions depends on.</summary>
/// <remarks>Counts are exact however long the chain, and an update costs one increment instead of p additions.</remarks>
/// <param name="kinds">How many kinds of change there are, see <see cref="SiteTable"/>.</param>
internal sealed class SiteDecisions(int kinds)
{
    private readonly long[] counts = new long[2 * kinds];

    /// <summary>Takes note of one decision.</summary>
    /// <param name="kind">The kind of the suggested change.</param>
    /// <param name="accepted">Whether the coin accepted.</param>
    public void Count(int kind, bool accepted) => counts[SiteTable.Outcome(kind, accepted)]++;

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(counts);

    /// <summary>Writes Σ ∂log P(coin) over the decisions so far.</summary>
    /// <param name="table">The model at the θ of the chain.</param>
    /// <param name="sum">p numbers to fill.</param>
    /// <exception cref="KinkException">One of the coins has a kink at this θ.</exception>
    public void Sum(SiteTable table, Span<double> sum)
    {
        sum.Clear();
        for (var outcome = 0; outcome < counts.Length; outcome++)
        {
            if (counts[outcome] > 0)
            {
                var kind = outcome / 2;
                CoinScore.Add(counts[outcome], outcome == SiteTable.Outcome(kind, true), table.LogRatio(kind), table.ScoreOf(kind), sum);
            }
        }
    }

    /// <summary>Writes the counts.</summary>
    public void Save(BinaryWriter writer) => writer.WriteWords<long>(counts);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => reader.ReadWords<long>(counts);
}
