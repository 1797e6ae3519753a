namespace DiffMH.Engine.Verification;

/// <summary>Sums of numbers whose mean is 0 where all is right, several side by side.</summary>
/// <param name="components">How many.</param>
/// <remarks>
/// The error is √Σd² / n: d has mean 0 where all is right. Where d has a symmetric law, as differences of two samples of one law have, the
/// score Σd / √Σd² has tails no heavier than 2 exp(−z²/2) whatever that law is (Efron 1969), so that rare events make no false alarms.
/// </remarks>
internal sealed class SignedSums(int components)
{
    private readonly double[] sums = new double[components];
    private readonly double[] squares = new double[components];

    /// <summary>Adds to one component.</summary>
    public void Add(int component, double value)
    {
        sums[component] += value;
        squares[component] += value * value;
    }

    /// <summary>Hands all components to a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="draws">n.</param>
    /// <param name="what">What a component is.</param>
    public void Report(Evidence row, int draws, Func<int, string> what)
    {
        for (var component = 0; component < sums.Length; component++)
        {
            var which = component;
            if (squares[component] > 0)
            {
                row.Differs(sums[component] / draws, Math.Sqrt(squares[component]) / draws, () => what(which));
            }
        }
    }
}
