using System.Collections.Immutable;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Pilots;

/// <summary>What the chains of one candidate say of each parameter's derivative.</summary>
/// <param name="Names">The names of the p parameters.</param>
/// <param name="Chains">n, how many chains.</param>
/// <param name="Values">
/// For each parameter n pseudo-values, one for each chain: their mean is the estimate with the jackknife's bias correction, and their
/// variance over n its variance. For what is linear in the moments they are the chains' own estimates.
/// </param>
/// <param name="Diagnostics">How alternatives fared.</param>
public sealed record PilotSample(ImmutableArray<string> Names, int Chains, ImmutableArray<ImmutableArray<double>> Values, ChainDiagnostics Diagnostics)
{
    /// <summary>Of a number's size this much is its rounding, which is no scatter.</summary>
    private const double Rounding = 1.0 / (1L << 40);

    /// <summary>The estimates with their standard errors.</summary>
    public ImmutableArray<Estimate> Gradient => [.. Names.Select((name, i) => new Estimate(name, Values[i].Average(), Math.Sqrt(Variance(Values[i]) / Chains), double.NaN))];

    /// <summary>The sample of a candidate's rows, or why there is none.</summary>
    /// <param name="problem">The candidate's point.</param>
    /// <param name="rows">The rows of its groups, each of one chain.</param>
    internal static (PilotSample? Sample, string? Failure) Of(PointProblem problem, double[] rows)
    {
        var pass = new ReplicatePass(problem, pass: 0, iterations: 0);
        var theta = Vector.Wrap(problem.InitialWrt());
        var pseudo = pass.PseudoValuesAt(theta, rows);
        ImmutableArray<ImmutableArray<double>> values = [.. Enumerable.Range(1, problem.Parameters).Select(i => pseudo.Select(chain => chain[i]).ToImmutableArray())];
        if (values.Any(ofOne => ofOne.Any(value => !double.IsFinite(value))))
        {
            return (null, "gives a derivative that is not finite");
        }

        var sums = new DiagnosticSums(problem.Layout, problem.Spec.Chain);
        sums.Add(GroupRows.Merge(rows, problem.GroupWidth));
        return (new([.. Enumerable.Range(0, problem.Parameters).Select(problem.WrtName)], pseudo.Length, values, sums.Summarize(problem.Observables)), null);
    }

    /// <summary>Whether the estimate for a parameter differs from chain to chain, beyond rounding.</summary>
    public bool Scatters(int parameter) => Variance(Values[parameter]) > Math.Pow(Rounding * Chains * Values[parameter].Max(Math.Abs), 2);

    /// <summary>The first n chains.</summary>
    public PilotSample First(int n) => n == Chains ? this : this with { Chains = n, Values = [.. Values.Select(ofOne => ofOne[..n])] };

    /// <summary>
    /// log of the geometric mean, over some parameters, of the variance of one chain's estimate. Of several parameters, because a ratio of two
    /// geometric means does not depend on the units of any, unlike one of sums.
    /// </summary>
    /// <param name="parameters">Which, at least one, in all of which the sample scatters.</param>
    public JackknifedLog LogVariance(IReadOnlyCollection<int> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (value, without) = (0.0, new double[Chains]);
        foreach (var values in parameters.Select(parameter => Values[parameter]))
        {
            var (mean, squares) = (values.Average(), Variance(values) * (Chains - 1));
            value += Math.Log(squares / (Chains - 1));
            for (var i = 0; i < Chains; i++)
            {
                var deviation = values[i] - mean;
                without[i] += Math.Log((squares - (deviation * deviation * Chains / (Chains - 1))) / (Chains - 2));
            }
        }

        return new(value / parameters.Count, [.. without.Select(sum => sum / parameters.Count)]);
    }

    private static double Variance(ImmutableArray<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
