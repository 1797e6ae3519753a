namespace DiffMH.Tests.Models;

/// <summary>A small plugin for tests: a coin with P(1) = bias on the labels 0 and 1, and whatever a test adds to it.</summary>
internal sealed class CoinPlugin(Action<IPluginBuilder>? more = null) : IPlugin
{
    public static ILabelModelBuilder<CoinSettings> AddModel(IPluginBuilder builder, string name) => builder
        .LabelModel<CoinSettings, Coin>(name, "g(1) = bias, g(0) = 1 - bias", settings => new Coin(settings))
        .Observables(_ => [new Observable("is_one")], _ => new IsOne())
        .Start("zero", "label 0", (CoinSettings _, ref RandomStream _) => 0)
        .Proposal<NoSettings, OtherLabel>("other-label", "the other label", (_, _) => new OtherLabel(2));

    public void Register(IPluginBuilder builder)
    {
        AddModel(builder, "coin");
        more?.Invoke(builder);
    }

    internal sealed record CoinSettings
    {
        [Setting("bias", "probability of 1", Minimum = 0, Maximum = 1)]
        public Parameter Bias { get; init; }
    }

    internal readonly struct Coin(CoinSettings settings) : ILabelTarget
    {
        public int Labels => 2;

        public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T>
        {
            var bias = settings.Bias.Of(theta);
            return T.Log(label == 1 ? bias : T.Constant(1) - bias);
        }
    }

    internal readonly struct IsOne : ILabelObservables
    {
        public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = T.Constant(label);
    }
}
