using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The states of one lane's chains: the primal's values, and for each alternative the sites where it differs.</summary>
/// <remarks>
/// Alternatives differ from the primal chain at few sites, and with the same move and coin two chains do the same wherever they agree
/// around a site. So an update looks only at the alternatives whose bit is set there, and equality is a count, never a comparison.
/// Accepted changes are counted by class, one increment each; tallies are formed from the counts once per draw.
/// </remarks>
internal sealed class SiteLattice : ISiteTallies
{
    private readonly SiteSpace space;
    private readonly byte[] values;
    private readonly ulong[] differs;
    private readonly byte[] differences;
    private readonly int[] differing;
    private readonly long[] changes;
    private readonly ClassTallies changeTallies;
    private readonly long[] startTallies;

    public SiteLattice(ISiteTarget target, int places)
    {
        space = target.Space;
        values = new byte[space.Graph.Sites];
        differs = new ulong[space.Graph.Sites];
        differences = new byte[space.Graph.Sites * places];
        differing = new int[places];
        changes = new long[space.Classes * (places + 1)];
        startTallies = new long[space.ReferenceTallies.Length];
        changeTallies = new ClassTallies(target);
    }

    /// <summary>How many tallies a state has.</summary>
    public int TallyCount => startTallies.Length;

    /// <summary>The primal chain's values, one byte per site.</summary>
    public Span<byte> Values => values;

    /// <summary>For each site one bit per alternative: whether it differs there.</summary>
    public Span<ulong> Differs => differs;

    /// <summary>How often the primal chain has accepted a change of each class.</summary>
    public Span<long> Changes => changes.AsSpan(0, space.Classes);

    /// <summary>How much more often than the primal chain an alternative has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<long> Surplus(int slot) => changes.AsSpan((slot + 1) * space.Classes, space.Classes);

    /// <summary>An alternative's values, while the primal chain's stand as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AlternativeSites Alternative(int slot) => new(values, differences.AsSpan(slot * values.Length, values.Length));

    /// <summary>Records an alternative's value on a site beside the primal chain's.</summary>
    /// <returns>Whether the two chains are now equal everywhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Set(int slot, int site, int own, int primal)
    {
        ref var word = ref differs[site];
        var before = (int)((word >> slot) & 1);
        var after = own == primal ? 0 : 1;
        differences[(slot * values.Length) + site] = (byte)(own ^ primal);
        word ^= (ulong)(before ^ after) << slot;
        return (differing[slot] += after - before) == 0;
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
        foreach (ref var word in differs.AsSpan())
        {
            word &= others;
        }
    }

    /// <inheritdoc/>
    public void Primal(Span<long> tallies)
    {
        startTallies.CopyTo(tallies);
        changeTallies.Add(Changes, tallies);
    }

    /// <inheritdoc/>
    public void Alternatives(ulong alive, ReadOnlySpan<long> primal, Span<long> tallies)
    {
        for (var left = alive; left != 0; left &= left - 1)
        {
            var slot = BitOperations.TrailingZeroCount(left);
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
        changeTallies.OfState(values, startTallies);
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<byte>(values);
        writer.WriteWords<ulong>(differs);
        writer.WriteWords<byte>(differences);
        writer.WriteWords<int>(differing);
        writer.WriteWords<long>(changes);
        writer.WriteWords<long>(startTallies);
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadWords<byte>(values);
        reader.ReadWords<ulong>(differs);
        reader.ReadWords<byte>(differences);
        reader.ReadWords<int>(differing);
        reader.ReadWords<long>(changes);
        reader.ReadWords<long>(startTallies);
    }
}
