using System.Collections.Immutable;

namespace DiffMH.Engine.Statistics;

/// <summary>Diagnostics of a pass from its sums alone, no draw kept.</summary>
/// <remarks>
/// A cell is all lanes at one θ: variances are formed within cells and pooled by their degrees of freedom, because replicates of an
/// optimisation stand at different θ and would otherwise look as if they disagreed.
/// </remarks>
/// <param name="layout">Where the sums stand.</param>
/// <param name="chain">How the chains were run.</param>
public sealed class DiagnosticSums(SumsLayout layout, ChainSettings chain)
{
    private const double Rounding = 1.0 / (1L << 53);

    /// <summary>From how many degrees of freedom on the scatter of half-chains is asked: those of 8 chains at one θ, which know a variance within 37 %.</summary>
    private const int LeastFreedom = 15;

    private readonly double[] counts = new double[SumsLayout.Moments];
    private readonly Scatter[] observables = new Scatter[layout.Observables];
    private int cells;

    /// <summary>Adds the merged sums of one cell.</summary>
    public void Add(ReadOnlySpan<double> sums)
    {
        cells++;
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += sums[i];
        }

        for (var j = 0; j < observables.Length; j++)
        {
            ref var scatter = ref observables[j];
            scatter.Draws += About(sums[SumsLayout.Moments + j], sums[layout.Squares + j], sums[SumsLayout.Draws]);
            scatter.Batches += About(sums[layout.BatchMeans + j], sums[layout.BatchMeanSquares + j], sums[SumsLayout.Batches]);
            scatter.Halves += About(sums[layout.HalfMeans + j], sums[layout.HalfMeanSquares + j], sums[SumsLayout.Halves]);
            scatter.HalfVariances += sums[layout.HalfVariances + j];
        }
    }

    /// <summary>The diagnostics of all cells together.</summary>
    /// <param name="names">The observables' names.</param>
    public ChainDiagnostics Summarize(ImmutableArray<string> names)
    {
        // Lifetime counts updates; a step of a lattice is one update for each site, which the sums reveal.
        var steps = counts[SumsLayout.Draws] / chain.Draws * chain.Steps;
        var life = Share(counts[SumsLayout.Lifetime], counts[SumsLayout.Recoupled]) * steps / counts[SumsLayout.Updates];
        return new(
            Share(counts[SumsLayout.Accepted], counts[SumsLayout.Updates]),
            life,
            Share(counts[SumsLayout.Unrecoupled], counts[SumsLayout.Recoupled] + counts[SumsLayout.Unrecoupled]),
            [.. names.Select((name, j) => new ObservableDiagnostics(name, EffectiveSize(observables[j]), SplitRHat(observables[j])))]);
    }

    /// <summary>Σ (x − mean)², or 0 where it is no larger than the rounding of Σx²: a constant has no scatter.</summary>
    private static double About(double sum, double squares, double count)
    {
        var scatter = squares - (sum * sum / count);
        return scatter <= count * Rounding * squares ? 0 : scatter;
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : double.NaN;

    /// <summary>A variance from Σ (x − mean)² within the cells; NaN without degrees of freedom or scatter.</summary>
    private double Variance(double scatter, double count) => count > cells && scatter > 0 ? scatter / (count - cells) : double.NaN;

    /// <summary>
    /// Draws × λ² / σ² with λ² the variance of f and σ² that of √draws × mean: the larger of b × variance of the means of batches of
    /// b = ⌊√draws⌋ draws (Flegal and Jones 2010) and, where there are enough of them, n × variance of the means of half-chains of n draws.
    /// </summary>
    /// <remarks>
    /// Batches that are shorter than a chain's memory scatter as single draws do, whatever the chain does: by them alone no size is
    /// below their degrees of freedom, about chains × √draws. Half-chains are √draws/2 times as long, and see chains that disagree; by
    /// them no size is below theirs, twice the chains of all replicates less one for each cell, and the true one may be smaller
    /// still where a chain remembers more than half of itself. With fewer degrees of freedom than <see cref="LeastFreedom"/>
    /// their scatter says too little. The larger of two estimates is on average larger than either: where batches are long enough, sizes are a tenth
    /// low with the half-chains of 16 chains, and 4 % with those of 128.
    /// </remarks>
    private double EffectiveSize(Scatter scatter)
    {
        var batch = Math.Floor(Math.Sqrt(chain.Draws));
        var ofBatches = batch * Variance(scatter.Batches, counts[SumsLayout.Batches]);
        var freedom = counts[SumsLayout.Halves] - cells;
        var ofHalves = freedom >= LeastFreedom ? Math.Floor(chain.Draws / 2.0) * scatter.Halves / freedom : 0;
        return counts[SumsLayout.Draws] * Variance(scatter.Draws, counts[SumsLayout.Draws]) / Math.Max(ofBatches, ofHalves);
    }

    /// <summary>
    /// √(((n − 1)/n W + B/n) / W) over half-chains of n draws: W the mean of their variances, B/n the variance of their means.
    /// Gelman and others 2013 as given by Vehtari and others 2021 (arXiv:1903.08008), without rank normalisation.
    /// </summary>
    private double SplitRHat(Scatter scatter)
    {
        var length = chain.Draws / 2;
        var within = scatter.HalfVariances / counts[SumsLayout.Halves];
        if (length < 2 || !(scatter.Draws > 0) || !(within > 0) || counts[SumsLayout.Halves] <= cells)
        {
            return double.NaN;
        }

        // The means of half-chains may agree to the last bit: their scatter may be 0, unlike that of the draws.
        var between = scatter.Halves / (counts[SumsLayout.Halves] - cells);
        return Math.Sqrt((((length - 1.0) / length * within) + between) / within);
    }

    private record struct Scatter(double Draws, double Batches, double Halves, double HalfVariances);
}
