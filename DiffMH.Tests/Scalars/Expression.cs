namespace DiffMH.Tests.Scalars;

/// <summary>A random expression of a few parameters: a program of steps, each on earlier numbers, smooth at the points where it is tried.</summary>
/// <param name="Steps">What is done, and on which numbers; taken modulo what there is.</param>
/// <param name="Theta">The parameters, in (0.5, 1.5).</param>
public sealed record Expression((int Operation, int First, int Second)[] Steps, double[] Theta)
{
    /// <summary>The last number, in any scalar type; kept near 1 so that nothing overflows.</summary>
    public T Value<T>(ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var numbers = new List<T>([.. theta]);
        foreach (var (operation, first, second) in Steps)
        {
            numbers.Add(Apply(operation % 10, numbers[first % numbers.Count], numbers[second % numbers.Count]));
        }

        return numbers[^1];
    }

    private static T Apply<T>(int operation, T a, T b)
        where T : struct, IScalar<T> => operation switch
        {
            0 => 0.5 * (a + b),
            1 => a - (0.5 * b),
            2 => -(a * T.Exp(-(b * b))),
            3 => a * b / (T.Constant(1) + (b * b)),
            4 => T.Exp(-(a * a)),
            5 => T.Log(T.Constant(1) + (a * a)),
            6 => T.Sqrt(T.Constant(0.1) + (a * a)),
            7 => T.XLogX(T.Constant(0.1) + (b * b)) / (T.Constant(1) + (b * b)),
            8 => T.Select(a, b, 2 * b),
            _ => 0.7 * a,
        };
}
