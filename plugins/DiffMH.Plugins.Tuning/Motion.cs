using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Tuning;

/// <summary>
/// How a chain in d dimensions moves: <c>x[i]</c> and <c>x[i]*x[j]</c>, j ≤ i, of the draw; <c>x[i]*next[j]</c> of a state and the next; the
/// squared jump |x⁺ − x|²; and whether the suggestion was accepted. In this order.
/// </summary>
/// <param name="dimension">d.</param>
public readonly struct Motion(int dimension) : IVectorPairObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names(int dimension)
    {
        var all = Enumerable.Range(0, dimension).ToArray();
        return
            [
                .. all.Select(i => new Observable($"x[{i}]")),
                .. all.SelectMany(i => all[..(i + 1)].Select(j => new Observable($"x[{i}]*x[{j}]"))),
                .. all.SelectMany(i => all.Select(j => new Observable($"x[{i}]*next[{j}]"))),
                new("squared_jump"),
                new("acceptance"),
            ];
    }

    /// <summary>Where the products of a state and the next begin: x[i] x⁺[j] stands d i + j further on.</summary>
    public static int LagProducts(int dimension) => dimension + (dimension * (dimension + 1) / 2);

    /// <summary>Where the squared jump stands.</summary>
    public static int SquaredJump(int dimension) => LagProducts(dimension) + (dimension * dimension);

    /// <summary>Where the acceptance stands.</summary>
    public static int Acceptance(int dimension) => SquaredJump(dimension) + 1;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        var (jump, product, lag) = (T.Constant(0), dimension, LagProducts(dimension));
        for (var i = 0; i < dimension; i++)
        {
            values[i] = next[i];
            jump += (next[i] - x[i]) * (next[i] - x[i]);
            for (var j = 0; j <= i; j++)
            {
                values[product++] = next[i] * next[j];
            }

            for (var j = 0; j < dimension; j++)
            {
                values[lag++] = x[i] * next[j];
            }
        }

        values[lag] = jump;
        values[lag + 1] = T.Constant(accepted ? 1 : 0);
    }
}
