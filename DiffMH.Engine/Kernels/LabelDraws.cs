namespace DiffMH.Engine.Kernels;

/// <summary>The labels a chain keeps, in the order they are drawn, until they are summed: many at a time, for which a loop of its own is faster.</summary>
/// <param name="problem">The model.</param>
/// <param name="settings">How chains are run.</param>
/// <param name="table">Densities and observables of all labels.</param>
/// <param name="sums">The sums of the lane.</param>
internal sealed class LabelDraws(LabelProblem problem, KernelSettings settings, LabelTable table, LaneSums sums)
{
    /// <summary>The most steps at a time.</summary>
    public const int Stretch = 1024;

    private readonly ChainSettings chain = settings.Chain;

    /// <summary>Where labels are put.</summary>
    public int[] Labels { get; } = new int[Stretch];

    /// <summary>What a label adds to the sums but for derivatives; the first begin with f.</summary>
    public LabelTerms[] Terms { get; } = LabelTerms.Of(table, problem.Target.Labels, settings.Layout(problem.ObservableCount));

    /// <summary>Steps until a state is kept, which <see cref="ChainSettings.IsDraw"/> would have to be asked at every step.</summary>
    public long Until(long step) => chain.UntilDraw(step);

    /// <summary>Sums the labels that have been put.</summary>
    /// <param name="count">How many.</param>
    public void Sum(int count)
    {
        ReadOnlySpan<int> kept = Labels.AsSpan(0, count);
        if (table.HasDirect)
        {
            AddDirect(kept, sums.Slopes);
            AddDirect(kept, sums.HasControl ? sums.Products : default);
        }

        while (!kept.IsEmpty)
        {
            var next = kept[..Math.Min(kept.Length, sums.UntilClose)];
            foreach (var term in Terms)
            {
                term.Add(next, sums);
            }

            sums.Count(next.Length);
            kept = kept[next.Length..];
        }
    }

    /// <summary>Sums what the labels that have been put add beside the first of <see cref="Terms"/>, which has been added.</summary>
    /// <param name="count">How many, at most <see cref="LaneSums.UntilClose"/>.</param>
    public void SumRest(int count)
    {
        foreach (var term in Terms.AsSpan(1))
        {
            term.Add(Labels.AsSpan(0, count), sums);
        }

        sums.Count(count);
    }

    /// <summary>Adds ∂_θ f of all draws.</summary>
    private void AddDirect(ReadOnlySpan<int> labels, Span<double> slopes)
    {
        foreach (var label in labels)
        {
            var direct = table.Direct(label);
            for (var i = 0; i < slopes.Length; i++)
            {
                slopes[i] += direct[i];
            }
        }
    }
}
