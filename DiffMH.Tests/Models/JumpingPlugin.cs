namespace DiffMH.Tests.Models;

/// <summary>Vector models for tests that say of their density or of their observables that they jump with the state, and one of two consecutive states.</summary>
internal sealed class JumpingPlugin : IPlugin
{
    public void Register(IPluginBuilder builder)
    {
        Complete(builder.VectorModel<Settings, Square>("box", "1 inside, 0 outside", _ => new(isContinuous: false)).Observables(_ => [new("x")], _ => new Coordinate(isContinuous: true)));
        Complete(builder.VectorModel<Settings, Square>("sign", "a Gaussian", _ => new(isContinuous: true)).Observables(_ => [new("x")], _ => new Coordinate(isContinuous: false)));
        Complete(builder.VectorModel<Settings, Square>("jump", "a Gaussian", _ => new(isContinuous: true)).PairObservables(_ => [new("x")], _ => new Jump(isContinuous: false)));
        Complete(builder.VectorModel<Settings, Square>("pair", "a Gaussian", _ => new(isContinuous: true)).PairObservables(_ => [new("x")], _ => new Jump(isContinuous: true)));
    }

    private static void Complete(IVectorModelBuilder<Settings> builder) => builder
        .Start("origin", "0", (Settings _, Span<double> x, ref RandomStream _) => x.Clear())
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step", (_, walk) => new(walk, 1));

    internal sealed record Settings
    {
        [Setting("width", "standard deviation", Minimum = 0, AboveMinimum = true, Default = 1)]
        public Parameter Width { get; init; }
    }

    internal readonly struct Square(bool isContinuous) : IVectorTarget
    {
        public int Dimension => 1;

        public bool IsContinuous => isContinuous;

        public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T> => -0.5 * (x[0] * x[0] / (theta[0] * theta[0]));
    }

    internal readonly struct Coordinate(bool isContinuous) : IVectorObservables
    {
        public bool IsContinuous => isContinuous;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = x[0];
    }

    internal readonly struct Jump(bool isContinuous) : IVectorPairObservables
    {
        public bool IsContinuous => isContinuous;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = next[0] - x[0];
    }
}
