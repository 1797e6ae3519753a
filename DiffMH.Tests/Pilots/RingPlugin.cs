namespace DiffMH.Tests.Pilots;

/// <summary>A density whose support moves, and chains of which hardly ever see the part that its parameter is about.</summary>
internal sealed class RingPlugin : IPlugin
{
    public void Register(IPluginBuilder builder) => builder
        .VectorModel<Settings, Ring>("ring", "g = 1{|x| < 1} + share · 1{3 < |x| < 5}", _ => default)
        .Observables(_ => [new("x^2")], _ => default(Square))
        .Start("origin", "0", (Settings _, Span<double> x, ref RandomStream _) => x.Clear())
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step", (_, walk) => new(walk, 1));

    internal sealed record Settings
    {
        [Setting("share", "density of the ring", Minimum = 0, AboveMinimum = true)]
        public Parameter Share { get; init; }
    }

    internal readonly struct Ring : IVectorTarget
    {
        public int Dimension => 1;

        public bool IsContinuous => false;

        public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T>
        {
            var square = x[0] * x[0];
            var ring = T.Select((square - T.Constant(9)) * (T.Constant(25) - square), T.Log(theta[0]), T.Constant(double.NegativeInfinity));
            return T.Select(T.Constant(1) - square, T.Constant(0), ring);
        }
    }

    internal readonly struct Square : IVectorObservables
    {
        public bool IsContinuous => false;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = x[0] * x[0];
    }
}
