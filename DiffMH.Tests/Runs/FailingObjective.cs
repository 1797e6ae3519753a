namespace DiffMH.Tests.Runs;

/// <summary>A plugin's objective that throws.</summary>
public sealed class FailingObjective : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => throw new DivideByZeroException("no such moment");
}
