namespace DiffMH.Engine.Verification;

/// <summary>Pairs of states at which couplings of vectors are tried.</summary>
/// <param name="states">Where the chain is.</param>
/// <param name="suggestions">What the proposal suggests.</param>
internal sealed class VectorPairs(VectorStates states, VectorSuggestions suggestions)
{
    /// <summary>y − x in standard deviations of the law of states: two near pairs, two far ones, each to both sides.</summary>
    private static readonly double[] Gaps = [0.3, -0.3, 1.5, -1.5];

    /// <summary>
    /// |y − x| in standard deviations of a suggestion, in any direction: where a coupling of random walks copies one suggestion in five, and
    /// where it copies one in eighty, so that what it does else is all that is seen.
    /// </summary>
    private static readonly double[] Strides = [2.5, 5];

    /// <summary>How many there are.</summary>
    public static int Count => Gaps.Length + Strides.Length;

    /// <summary>Makes a pair.</summary>
    /// <param name="pair">Which, from 0.</param>
    /// <param name="x">Receives the primal's state.</param>
    /// <param name="y">Receives the alternative's. A distant one may be outside the support, of which couplings know nothing.</param>
    /// <param name="stream">Where numbers come from.</param>
    public void Place(int pair, Real[] x, Real[] y, ref RandomStream stream)
    {
        states.Draw(x, ref stream);
        if (pair >= Gaps.Length)
        {
            Stride(Strides[pair - Gaps.Length], x, y, ref stream);
            return;
        }

        for (var i = 0; i < y.Length; i++)
        {
            y[i] = new Real(x[i].Value + (Gaps[pair] * states.Width[i] * (0.5 + stream.NextUniform())));
        }

        if (double.IsNegativeInfinity(states.LogDensity(y)))
        {
            states.Draw(y, ref stream);
        }
    }

    private void Stride(double length, Real[] x, Real[] y, ref RandomStream stream)
    {
        var widths = VectorSuggestions.Widths(suggestions.Sample(x, ref stream));
        var direction = new double[y.Length];
        var squares = 0.0;
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = stream.NextNormal();
            squares += direction[i] * direction[i];
        }

        for (var i = 0; i < y.Length; i++)
        {
            y[i] = new Real(x[i].Value + (length * widths[i] * direction[i] / Math.Sqrt(squares)));
        }
    }
}
