namespace DiffMH.Engine.Kernels;

/// <summary>The primal chain's two-valued sites, sorted by how likely it is to flip them: a set of sites for each sixteenth of the acceptance.</summary>
/// <param name="target">The density.</param>
/// <remarks>A set is a bit per site; a function of the state alone, so that nothing of it has to be saved.</remarks>
internal sealed class SwapLevels<TTarget>(TTarget target)
    where TTarget : struct, ISiteTarget
{
    /// <summary>How many sets there are; sites that always flip are in none.</summary>
    public const int Count = 16;

    private readonly int words = (target.Space.Graph.Sites + 63) / 64;
    private readonly byte[] levels = new byte[target.Space.Graph.Sites];
    private readonly ulong[] sets = new ulong[Count * ((target.Space.Graph.Sites + 63) / 64)];

    /// <summary>A site's level, 0 … <see cref="Count"/>; lower is less likely to flip.</summary>
    public int this[int site] => levels[site];

    /// <summary>The level of an acceptance.</summary>
    public static int Of(double acceptance) => (int)(Count * acceptance);

    /// <summary>Sorts all sites anew.</summary>
    public void Restart(ReadOnlySpan<byte> values, ReadOnlySpan<double> acceptance)
    {
        Array.Clear(sets);
        Array.Fill(levels, (byte)Count);
        for (var site = 0; site < levels.Length; site++)
        {
            Update(values, site, acceptance);
        }
    }

    /// <summary>Sorts one site in again.</summary>
    public void Update(ReadOnlySpan<byte> values, int site, ReadOnlySpan<double> acceptance)
    {
        var level = Of(acceptance[target.Class(new PlainSites(values), site, 1 - values[site])]);
        Toggle(levels[site], site);
        levels[site] = (byte)level;
        Toggle(level, site);
    }

    /// <summary>The sites of a level among 64, one bit each.</summary>
    /// <param name="level">0 … <see cref="Count"/> − 1.</param>
    /// <param name="word">Which 64.</param>
    public ulong Sites(int level, int word) => sets[(level * words) + word];

    /// <summary>How many words of 64 sites there are.</summary>
    public int Words => words;

    private void Toggle(int level, int site)
    {
        if (level < Count)
        {
            sets[(level * words) + (site >> 6)] ^= 1UL << site;
        }
    }
}
