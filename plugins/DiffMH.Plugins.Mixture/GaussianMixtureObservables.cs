namespace DiffMH.Plugins.Mixture;

/// <summary>
/// Each coordinate, the square of each, and how probable it is for each component that x came from it: <c>x[0]</c> …, <c>x[0]^2</c> …,
/// <c>responsibility_1</c> …, counted from 1 as labels are. The mean of a responsibility is the component's share wₖ/Σw.
/// </summary>
/// <param name="settings">d, and the components.</param>
public readonly struct GaussianMixtureObservables(GaussianMixtureSettings settings) : IVectorObservables
{
    private readonly Components components = settings.Components;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names(GaussianMixtureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var coordinates = Enumerable.Range(0, settings.Dimension).Select(i => $"x[{i}]").ToArray();
        var labels = Enumerable.Range(1, settings.Components.Count);
        return
            [
                .. coordinates.Select(name => new Observable(name)),
                .. coordinates.Select(name => new Observable($"{name}^2")),
                .. labels.Select(label => new Observable($"responsibility_{label}")),
            ];
    }

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            (values[i], values[x.Length + i]) = (x[i], x[i] * x[i]);
        }

        var all = components.LogSum(x, theta);
        for (var k = 0; k < components.Count; k++)
        {
            values[(2 * x.Length) + k] = T.Exp(components.Log(k, x, theta) - all);
        }
    }
}
