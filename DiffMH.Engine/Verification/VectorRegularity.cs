using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>Whether densities and observables of vectors are numbers everywhere, and continuous where that is declared.</summary>
internal static class VectorRegularity
{
    private const int Segments = 60;
    private const int Pieces = 64;
    private const int Halvings = 44;

    /// <summary>What may be left of a difference after so many halvings where there is no jump, relative to the largest value on the way.</summary>
    private const double Jump = 1e-6;

    /// <summary>The density is a finite number or 0, far out as well.</summary>
    public static void Support(Evidence row, VectorStates states, IReadOnlyList<FunctionPoint> densities)
    {
        var parameters = densities[0].Inputs.Length - states.Center.Length;
        foreach (var point in densities)
        {
            foreach (var factor in new[] { 1.0, -1.0, 0.0, 3.0, -3.0, 10.0, -10.0 })
            {
                double[] inputs = [.. point.Inputs.Select((value, i) => i < parameters ? value : factor * value)];
                var value = point.Values(inputs)[0];
                row.Holds(value < double.PositiveInfinity, () => $"the log density at {VectorText.Of(Seeded.Reals(inputs.AsSpan(parameters)))} is {FormattableString.Invariant($"{value}")}; it must be a finite number, or -Infinity outside the support");
            }
        }
    }

    /// <summary>The density does not jump on the way between states, and beyond them.</summary>
    public static void Density(Evidence row, VectorStates states, RandomStream stream)
    {
        var highest = states.Visited.Max(x => states.LogDensity(Seeded.Reals(x)));
        Search(row, states, "the density", x => [Math.Exp(Math.Min(0, states.LogDensity(Seeded.Reals(x)) - highest))], ref stream);
    }

    /// <summary>Observables of a step to a state do not jump on the way between states.</summary>
    public static void Observables(Evidence row, VectorStates states, IReadOnlyList<FunctionPoint> observations, int parameters, RandomStream stream)
    {
        var rejected = observations.First(point => point.Inputs.Length == parameters + states.Center.Length);
        Search(row, states, "an observable", x => rejected.Values([.. rejected.Inputs[..parameters], .. x]), ref stream);
    }

    private static void Search(Evidence row, VectorStates states, string what, Func<double[], double[]> values, ref RandomStream stream)
    {
        for (var segment = 0; segment < Segments; segment++)
        {
            var from = states.Visited[stream.NextIndex(states.Visited.Count)];
            var to = new double[from.Length];
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = states.Center[i] + (3 * states.Width[i] * stream.NextNormal());
            }

            Follow(row, what, values, from, to);
        }
    }

    /// <summary>Halves the piece with the largest difference again and again: what is left at the end is a jump.</summary>
    private static void Follow(Evidence row, string what, Func<double[], double[]> values, double[] from, double[] to)
    {
        double[] At(double place) => [.. from.Select((coordinate, i) => coordinate + (place * (to[i] - coordinate)))];
        var samples = Enumerable.Range(0, Pieces + 1).Select(i => values(At((double)i / Pieces))).ToArray();
        for (var output = 0; output < samples[0].Length; output++)
        {
            var k = output;
            var size = Math.Max(1e-3, samples.Max(sample => Math.Abs(sample[k])));
            var piece = Enumerable.Range(0, Pieces).MaxBy(i => Math.Abs(samples[i + 1][k] - samples[i][k]));
            var (low, high) = ((double)piece / Pieces, (piece + 1.0) / Pieces);
            var (below, above) = (samples[piece][k], samples[piece + 1][k]);
            for (var halving = 0; halving < Halvings; halving++)
            {
                var middle = 0.5 * (low + high);
                var value = values(At(middle))[k];
                (low, high, below, above) = Math.Abs(value - below) >= Math.Abs(above - value) ? (low, middle, below, value) : (middle, high, value, above);
            }

            row.Deviates((above - below) / size, Jump, () => FormattableString.Invariant(
                $"{what} declared continuous jumps from {below:G4} to {above:G4} at {VectorText.Of(Seeded.Reals(At(low)))}"));
        }
    }
}
