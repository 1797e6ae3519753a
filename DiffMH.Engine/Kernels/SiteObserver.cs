using System.Numerics;

namespace DiffMH.Engine.Kernels;

/// <summary>Books one draw of a site lane: observables of the primal chain, their direct derivative, and what alternatives earn.</summary>
/// <typeparam name="TObservables">What is averaged.</typeparam>
internal sealed class SiteObserver<TObservables>
    where TObservables : struct, ISiteObservables
{
    private readonly TObservables observables;
    private readonly SumsLayout layout;
    private readonly SiteLattice lattice;
    private readonly Real[] real;
    private readonly Dual[] dual;
    private readonly double[] primal;
    private readonly double[] alternative;
    private readonly long[] tallies;

    public SiteObserver(TObservables observables, SumsLayout layout, SiteLattice lattice)
    {
        this.observables = observables;
        this.layout = layout;
        this.lattice = lattice;
        real = new Real[layout.Observables];
        dual = new Dual[layout.Observables];
        primal = new double[layout.Observables];
        alternative = new double[layout.Observables];
        tallies = new long[lattice.Tallies.Length];
    }

    /// <summary>Books one draw.</summary>
    public void Draw(SiteTable table, AlternativeSlots slots, LaneSums sums)
    {
        Observe(lattice.Tallies, table, primal);
        sums.Add(primal);
        AddDirect(table, sums);
        for (var left = slots.Alive; left != 0; left &= left - 1)
        {
            var slot = BitOperations.TrailingZeroCount(left);
            var offsets = lattice.Offsets(slot);
            for (var i = 0; i < tallies.Length; i++)
            {
                tallies[i] = lattice.Tallies[i] + offsets[i];
            }

            Observe(tallies, table, alternative);
            slots.Earn(slot, alternative, primal);
        }
    }

    private void Observe(ReadOnlySpan<long> state, SiteTable table, Span<double> values)
    {
        observables.Observe(state, table.Theta, real.AsSpan());
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = real[i].Value;
        }
    }

    private void AddDirect(SiteTable table, LaneSums sums)
    {
        var slopes = sums.Slopes;
        for (var j = 0; j < layout.Parameters; j++)
        {
            observables.Observe(lattice.Tallies, (ReadOnlySpan<Dual>)table.Directions[j], dual.AsSpan());
            for (var i = 0; i < dual.Length; i++)
            {
                slopes[(i * layout.Parameters) + j] += dual[i].Derivative;
            }
        }
    }
}
