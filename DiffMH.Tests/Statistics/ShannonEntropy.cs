namespace DiffMH.Tests.Statistics;

/// <summary>−Σ m log m.</summary>
public sealed class ShannonEntropy : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        foreach (var moment in moments)
        {
            sum -= T.XLogX(moment);
        }

        return sum;
    }
}
