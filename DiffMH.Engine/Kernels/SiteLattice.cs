using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The states of one lane's chains: the primal's values, and for each alternative the sites where it differs.</summary>
/// <remarks>
/// Alternatives differ from the primal chain at few sites, and with the same move and coin two chains do the same wherever they agree
/// around a site. So an update looks only at the alternatives whose bit is set there, and equality is a count, never a comparison.
/// Accepted changes are counted by class, one increment each; tallies are formed from the counts once per draw. Where there are no classes,
/// what is counted are the changes of each tally.
/// </remarks>
internal sealed class SiteLattice : ISiteTallies
{
    private readonly int classes;
    private readonly byte[] values;
    private readonly IChangeTallies changeTallies;
    private readonly long[] startTallies;
    private readonly long[] startChanges;
    private ulong[] differs = [];
    private byte[] differences = [];
    private int[] differing = [];
    private long[] changes = [];

    public SiteLattice(SiteSpace space, IChangeTallies changeTallies, int places)
    {
        (this.changeTallies, classes) = (changeTallies, changeTallies.Classes);
        values = new byte[space.Graph.Sites];
        startTallies = new long[space.ReferenceTallies.Length];
        startChanges = new long[classes];
        Resize(places);
    }

    /// <inheritdoc/>
    public int TallyCount => startTallies.Length;

    /// <inheritdoc/>
    public int ClassCount => classes;

    /// <summary>The primal chain's values, one byte per site.</summary>
    public Span<byte> Values => values;

    /// <summary>For each site one bit per alternative: whether it differs there. A word per site for the first 64 alternatives, then one for the next 64.</summary>
    public Span<ulong> Differs => differs;

    /// <summary>How often the primal chain has accepted a change of each class.</summary>
    public Span<long> Changes => changes.AsSpan(0, classes);

    /// <summary>How much more often than the primal chain an alternative has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<long> Surplus(int slot) => changes.AsSpan((slot + 1) * classes, classes);

    /// <summary>An alternative's values, while the primal chain's stand as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AlternativeSites Alternative(int slot) => new(values, differences.AsSpan(slot * values.Length, values.Length));

    /// <summary>Records an alternative's value on a site beside the primal chain's.</summary>
    /// <returns>Whether the two chains are now equal everywhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Set(int slot, int site, int own, int primal)
    {
        ref var word = ref differs[((slot >> 6) * values.Length) + site];
        var before = (int)((word >> slot) & 1);
        var after = own == primal ? 0 : 1;
        differences[(slot * values.Length) + site] = (byte)(own ^ primal);
        word ^= (ulong)(before ^ after) << slot;
        return (differing[slot] += after - before) == 0;
    }

    /// <summary>Makes room for so many alternatives, those there are in their places; fewer than before only in order to load what was saved.</summary>
    public void Resize(int places)
    {
        Array.Resize(ref differs, (places + 63) / 64 * values.Length);
        Array.Resize(ref differences, places * values.Length);
        Array.Resize(ref differing, places);
        Array.Resize(ref changes, (places + 1) * classes);
    }

    /// <summary>Makes an alternative equal to the primal chain, in order to place a newborn.</summary>
    public void Equalise(int slot)
    {
        Surplus(slot).Clear();
        if (differing[slot] == 0)
        {
            return;
        }

        differing[slot] = 0;
        differences.AsSpan(slot * values.Length, values.Length).Clear();
        var others = ~(1UL << slot);
        foreach (ref var word in differs.AsSpan((slot >> 6) * values.Length, values.Length))
        {
            word &= others;
        }
    }

    /// <inheritdoc/>
    public int Value(int site) => values[site];

    /// <inheritdoc/>
    public void PrimalChanges(Span<long> changes)
    {
        for (var change = 0; change < changes.Length; change++)
        {
            changes[change] = startChanges[change] + Changes[change];
        }
    }

    /// <inheritdoc/>
    public void Primal(Span<long> tallies)
    {
        startTallies.CopyTo(tallies);
        changeTallies.Add(Changes, tallies);
    }

    /// <inheritdoc/>
    public void Alternatives(ReadOnlySpan<ulong> alive, ReadOnlySpan<long> primal, Span<long> tallies)
    {
        foreach (var slot in new TakenPlaces(alive))
        {
            var own = tallies.Slice(slot * TallyCount, TallyCount);
            primal.CopyTo(own);
            changeTallies.Add(Surplus(slot), own);
        }
    }

    /// <summary>Forgets all alternatives and counts, once the values have been filled.</summary>
    public void Restart()
    {
        Array.Clear(differs);
        Array.Clear(differences);
        Array.Clear(differing);
        Array.Clear(changes);
        changeTallies.OfState(values, startChanges, startTallies);
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<byte>(values);
        writer.WriteWords<ulong>(differs);
        writer.WriteWords<byte>(differences);
        writer.WriteWords<int>(differing);
        writer.WriteWords<long>(changes);
        writer.WriteWords<long>(startTallies);
        writer.WriteWords<long>(startChanges);
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadWords<byte>(values);
        reader.ReadWords<ulong>(differs);
        reader.ReadWords<byte>(differences);
        reader.ReadWords<int>(differing);
        reader.ReadWords<long>(changes);
        reader.ReadWords<long>(startTallies);
        reader.ReadWords<long>(startChanges);
    }
}
