using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Gaussian;

/// <summary>Each coordinate, then the square of each: <c>x[0]</c> … <c>x[d-1]</c>, <c>x[0]^2</c> … <c>x[d-1]^2</c>.</summary>
public readonly struct Coordinates : IVectorObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names(GaussianSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var coordinates = Enumerable.Range(0, settings.Theta.Count).Select(i => $"x[{i}]").ToArray();
        return [.. coordinates.Select(name => new Observable(name)), .. coordinates.Select(name => new Observable($"{name}^2"))];
    }

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            values[i] = x[i];
            values[x.Length + i] = x[i] * x[i];
        }
    }
}
