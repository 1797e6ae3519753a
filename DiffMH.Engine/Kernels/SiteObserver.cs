namespace DiffMH.Engine.Kernels;

/// <summary>Books one draw of a site lane: observables of the primal chain, their direct derivative, and what alternatives earn.</summary>
/// <typeparam name="TObservables">What is averaged.</typeparam>
internal sealed class SiteObserver<TObservables>
    where TObservables : struct, ISiteObservables
{
    private readonly TObservables observables;
    private readonly SumsLayout layout;
    private readonly ISiteTallies lattice;
    private readonly Real[] real;
    private readonly Dual[] dual;
    private readonly double[] primal;
    private readonly double[] alternative;
    private readonly long[] primalTallies;
    private readonly long[] changes;
    private readonly double[] score;
    private long[] alternativeTallies = [];

    public SiteObserver(TObservables observables, SumsLayout layout, ISiteTallies lattice)
    {
        this.observables = observables;
        this.layout = layout;
        this.lattice = lattice;
        real = new Real[layout.Observables];
        dual = new Dual[layout.Observables];
        primal = new double[layout.Observables];
        alternative = new double[layout.Observables];
        primalTallies = new long[lattice.TallyCount];
        changes = new long[lattice.ClassCount];
        score = new double[layout.Parameters];
    }

    /// <summary>Books one draw.</summary>
    public void Draw(SiteTable table, AlternativeSlots slots, LaneSums sums)
    {
        lattice.Primal(primalTallies);
        Observe(primalTallies, table, primal);
        sums.Add(primal);
        AddDirect(table, sums);
        if (sums.HasScores)
        {
            lattice.PrimalChanges(changes);
            table.Score(changes, score);
            sums.AddScores(primal, score);
        }

        Array.Resize(ref alternativeTallies, primalTallies.Length * slots.Places);
        lattice.Alternatives(slots.Alive, primalTallies, alternativeTallies);
        foreach (var slot in slots.Taken)
        {
            Observe(alternativeTallies.AsSpan(slot * primalTallies.Length, primalTallies.Length), table, alternative);
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
            observables.Observe(primalTallies, (ReadOnlySpan<Dual>)table.Directions[j], dual.AsSpan());
            for (var i = 0; i < dual.Length; i++)
            {
                slopes[(i * layout.Parameters) + j] += dual[i].Derivative;
            }
        }
    }
}
