namespace DiffMH.Engine.Verification;

/// <summary>By what differences of moments are measured.</summary>
internal static class ObservableSizes
{
    /// <summary>The largest value of each observable where it is tried; 1 where that is 0.</summary>
    public static double[] Of(IShape shape)
    {
        var observed = shape.Observations.Select(point => point.Values()).ToArray();
        return [.. Enumerable.Range(0, observed[0].Length).Select(i => observed.Max(values => Math.Abs(values[i])) is var size and > 0 ? size : 1)];
    }
}
