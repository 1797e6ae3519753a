namespace DiffMH.Tests.Kernels;

/// <summary>Wrong on purpose: a walk whose log ratio is no number where it crosses a bound.</summary>
/// <param name="bound">The steps beyond it are the wrong ones; their size counts, or where they lead.</param>
/// <param name="bySize">Whether it is the size of a step.</param>
public readonly struct FaultyRatio(double bound, bool bySize) : IVectorProposal
{
    public int Noise => 1;

    public void Draw(Span<double> noise, ref RandomStream stream) => noise[0] = stream.NextNormal();

    public void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T> => proposed[0] = x[0] + T.Constant(noise[0]);

    public T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Constant((bySize ? Math.Abs((proposed[0] - x[0]).Value) : proposed[0].Value) > bound ? double.NaN : 0);
}
