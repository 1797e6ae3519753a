namespace DiffMH.Engine.Verification;

/// <summary>Whether what is said of changes belongs to states: the way there and back, and two ways to one state.</summary>
/// <param name="facts">The model.</param>
/// <param name="theta">θ.</param>
internal sealed class SiteWays(ISiteFacts facts, Real[] theta)
{
    private const int Tries = 200;

    /// <summary>Log ratios: otherwise no density has them, and no chain keeps detailed balance.</summary>
    public void Ratios(Evidence row, IReadOnlyList<byte[]> states, RandomStream stream) =>
        Follow(row, states, stream, 1e-9, "log ratio", (state, site, value) => [facts.LogRatio(state, site, value, theta)]);

    /// <summary>Tallies.</summary>
    public void Tallies(Evidence row, IReadOnlyList<byte[]> states, RandomStream stream) =>
        Follow(row, states, stream, 0.5, "change of a tally", (state, site, value) => [.. facts.Tally(state, site, value).Select(difference => (double)difference)]);

    private void Follow(Evidence row, IReadOnlyList<byte[]> states, RandomStream stream, double tolerance, string what, Func<byte[], int, int, double[]> change)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var state = states[stream.NextIndex(states.Count)];
            var (one, other) = (stream.NextIndex(state.Length), stream.NextIndex(state.Length));
            var (value, otherValue) = (Another(state[one], ref stream), Another(state[other], ref stream));
            Compare(row, tolerance, change(state, one, value), change(With(state, one, value), one, state[one]), -1, $"{what} of giving site {one} the value {value} and the old one again");
            if (one != other)
            {
                var (first, then) = (change(state, one, value), change(With(state, one, value), other, otherValue));
                var (before, after) = (change(state, other, otherValue), change(With(state, other, otherValue), one, value));
                Compare(row, tolerance, Sum(first, then), Sum(before, after), 1, $"{what} of changing sites {one} and {other}, in either order");
            }
        }
    }

    private int Another(int value, ref RandomStream stream) => (value + 1 + stream.NextIndex(facts.Space.Values - 1)) % facts.Space.Values;

    private static byte[] With(byte[] state, int site, int value)
    {
        byte[] changed = [.. state];
        changed[site] = (byte)value;
        return changed;
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Select((number, i) => number + b[i])];

    private static void Compare(Evidence row, double tolerance, double[] a, double[] b, int sign, string what)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var (one, other) = (a[i], sign * b[i]);
            if (double.IsFinite(one) || double.IsFinite(other))
            {
                row.Deviates(one - other, tolerance * Math.Max(1, Math.Abs(one)), () => FormattableString.Invariant($"{what}: {one:G9} and {other:G9}"));
            }
        }
    }
}
