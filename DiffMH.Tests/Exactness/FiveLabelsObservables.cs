namespace DiffMH.Tests.Exactness;

/// <summary>An indicator, and an observable that depends on θ itself: f = vᵢ θ².</summary>
/// <param name="v">Five numbers.</param>
public readonly struct FiveLabelsObservables(double[] v) : ILabelObservables
{
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        values[0] = T.Constant(label == 2 ? 1 : 0);
        values[1] = v[label] * (theta[0] * theta[0]);
    }
}
