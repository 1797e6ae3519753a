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
    private readonly Traced[] traced;
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
        traced = new Traced[layout.Observables];
        score = new double[layout.Parameters];
    }

    /// <summary>Books one draw.</summary>
    public void Draw(ISitePoint at, AlternativeSlots slots, LaneSums sums)
    {
        lattice.Primal(primalTallies);
        Observe(primalTallies, at.Theta, primal);
        sums.Add(primal);
        AddDirect(at, sums.Slopes);
        if (sums.HasControl)
        {
            AddDirect(at, sums.Products);
        }

        if (sums.HasScores)
        {
            at.Score(lattice, score);
            sums.AddScores(primal, score);
        }

        Array.Resize(ref alternativeTallies, primalTallies.Length * slots.Places);
        lattice.Alternatives(slots.Alive, primalTallies, alternativeTallies);
        foreach (var slot in slots.Taken)
        {
            Observe(alternativeTallies.AsSpan(slot * primalTallies.Length, primalTallies.Length), at.Theta, alternative);
            slots.Earn(slot, alternative, primal);
        }
    }

    private void Observe(ReadOnlySpan<long> state, Real[] theta, Span<double> values)
    {
        observables.Observe(state, (ReadOnlySpan<Real>)theta, real.AsSpan());
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = real[i].Value;
        }
    }

    private void AddDirect(ISitePoint at, Span<double> slopes)
    {
        var directions = at.Directions;
        for (var j = 0; j < directions.Length; j++)
        {
            observables.Observe(primalTallies, (ReadOnlySpan<Dual>)directions[j], dual.AsSpan());
            for (var i = 0; i < dual.Length; i++)
            {
                slopes[(i * layout.Parameters) + j] += dual[i].Derivative;
            }
        }

        if (at.Traced is { } theta)
        {
            AddDirect(theta, slopes);
        }
    }

    private void AddDirect(TracedTheta theta, Span<double> slopes)
    {
        theta.Tape.Clear();
        observables.Observe(primalTallies, theta.Leaves, traced.AsSpan());
        for (var i = 0; i < traced.Length; i++)
        {
            var gradient = theta.Tape.Gradient(traced[i]);
            for (var at = 0; at < gradient.Indices.Length; at++)
            {
                slopes[(i * layout.Parameters) + gradient.Indices[at]] += gradient.Values[at];
            }
        }
    }
}
