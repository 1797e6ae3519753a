namespace DiffMH.Engine.Kernels;

/// <summary>The states of one lane's chains: the primal's values, and for each alternative the sites where it differs.</summary>
/// <remarks>
/// Alternatives differ from the primal chain at few sites, and with the same move and coin two chains do the same wherever they agree
/// around a site. So an update looks only at the alternatives whose bit is set there, and equality is a count, never a comparison.
/// </remarks>
internal sealed class SiteLattice
{
    /// <summary>One value per site.</summary>
    public readonly byte[] Values;

    /// <summary>For each site one bit per alternative: whether it differs there.</summary>
    public readonly ulong[] Differs;

    /// <summary>The alternatives' own values, valid where the bit is set: M per site.</summary>
    public readonly byte[] Own;

    /// <summary>The primal chain's tallies.</summary>
    public readonly long[] Tallies;

    private readonly int places;
    private readonly int[] differences;
    private readonly long[] offsets;

    public SiteLattice(SiteSpace space, int places)
    {
        this.places = places;
        var sites = space.Graph.Sites;
        Values = new byte[sites];
        Differs = new ulong[sites];
        Own = new byte[sites * places];
        Tallies = new long[space.ReferenceTallies.Length];
        differences = new int[places];
        offsets = new long[places * Tallies.Length];
    }

    /// <summary>By how much an alternative's tallies exceed the primal chain's.</summary>
    public Span<long> Offsets(int slot) => offsets.AsSpan(slot * Tallies.Length, Tallies.Length);

    /// <summary>An alternative's values, while the primal chain's stand as they are.</summary>
    public AlternativeSites Alternative(int slot) => new(Values, Differs, Own, places, slot);

    /// <summary>Records an alternative's value on a site beside the primal chain's.</summary>
    /// <returns>Whether the two chains are now equal everywhere.</returns>
    public bool Set(int slot, int site, int own, int primal)
    {
        var bit = 1UL << slot;
        ref var differs = ref Differs[site];
        var before = (int)((differs >> slot) & 1);
        var after = own == primal ? 0 : 1;
        Own[(site * places) + slot] = (byte)own;
        differs = (differs & ~bit) | ((ulong)after << slot);
        differences[slot] += after - before;
        return differences[slot] == 0;
    }

    /// <summary>Makes an alternative equal to the primal chain.</summary>
    public void Equalise(int slot)
    {
        Offsets(slot).Clear();
        if (differences[slot] == 0)
        {
            return;
        }

        differences[slot] = 0;
        var others = ~(1UL << slot);
        foreach (ref var differs in Differs.AsSpan())
        {
            differs &= others;
        }
    }

    /// <summary>Forgets all alternatives and forms the tallies of the values by changing the reference state site by site.</summary>
    public void Restart(ISiteTarget target)
    {
        Array.Clear(Differs);
        Array.Clear(differences);
        Array.Clear(offsets);
        var space = target.Space;
        space.ReferenceTallies.CopyTo(Tallies);
        var partial = new byte[Values.Length];
        Span<int> changes = stackalloc int[Tallies.Length];
        for (var site = 0; site < Values.Length; site++)
        {
            if (Values[site] >= space.Values)
            {
                throw new InvalidModelException($"The start puts value {Values[site]} on site {site}; values are 0 to {space.Values - 1}.");
            }

            if (Values[site] == 0)
            {
                continue;
            }

            target.Tally(target.Class(new PlainSites(partial), site, Values[site]), changes);
            partial[site] = Values[site];
            for (var i = 0; i < Tallies.Length; i++)
            {
                Tallies[i] += changes[i];
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<byte>(Values);
        writer.WriteWords<ulong>(Differs);
        writer.WriteWords<byte>(Own);
        writer.WriteWords<long>(Tallies);
        writer.WriteWords<int>(differences);
        writer.WriteWords<long>(offsets);
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadWords<byte>(Values);
        reader.ReadWords<ulong>(Differs);
        reader.ReadWords<byte>(Own);
        reader.ReadWords<long>(Tallies);
        reader.ReadWords<int>(differences);
        reader.ReadWords<long>(offsets);
    }
}
