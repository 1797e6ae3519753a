using DiffMH;

namespace Counts;

public sealed class CountsPlugin : IPlugin
{
    public void Register(IPluginBuilder builder) => builder
        .LabelModel<CountSettings, TruncatedPoisson>("truncated-poisson", "g(n) = rate^n / n!, n = 0 ... largest", settings => new(settings))
        .Observables(_ => [new("count"), new("count^2")], _ => new PowersOfCount())
        .Start("zero", "no event", (CountSettings _, ref RandomStream _) => 0)
        .Proposal<NoSettings, OtherLabel>("other-count", "any other count", (settings, _) => new(settings.Largest + 1))
        .Objective("variance", "Var n = E[n^2] - E[n]^2", _ => new Variance());
}

public sealed record CountSettings
{
    [Setting("rate", "mean count without truncation", Minimum = 0, AboveMinimum = true)] public Parameter Rate { get; init; }
    [Setting("largest", "the largest count", Minimum = 1, Maximum = 100)] public int Largest { get; init; } = 8;
}

public readonly struct TruncatedPoisson(CountSettings settings) : ILabelTarget
{
    public int Labels => settings.Largest + 1;
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta) where T : struct, IScalar<T> =>
        (label * T.Log(settings.Rate.Of(theta))) - T.Constant(Enumerable.Range(1, label).Sum(n => Math.Log(n)));
}

public readonly struct PowersOfCount : ILabelObservables
{
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values) where T : struct, IScalar<T> =>
        (values[0], values[1]) = (T.Constant(label), T.Constant(label * label));
}

public sealed class Variance : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta) where T : struct, IScalar<T> => moments[1] - (moments[0] * moments[0]);
}
