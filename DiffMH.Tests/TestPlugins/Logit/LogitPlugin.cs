using DiffMH;

namespace Logit;

public sealed class LogitPlugin : IPlugin
{
    public void Register(IPluginBuilder builder) => builder
        .VectorModel<LogitSettings, LogitPosterior>("logistic-regression", "log g(x) = - sum_j (x_j / tau)^2 / 2 - sum_i log(1 + exp((1 - 2 y_i) z_i x)), x_j the coefficient of the covariate z_ij", settings => new(settings))
        .Observables(settings => [.. Enumerable.Range(0, settings.Covariates).Select(j => new Observable($"x[{j}]"))], _ => new Coefficients())
        .Start("origin", "all coefficients 0", (LogitSettings _, Span<double> x, ref RandomStream _) => x.Clear())
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step of given standard deviation", (settings, walk) => new(walk, settings.Covariates));
}

public sealed record LogitSettings
{
    [Setting("data", "a file with an observation in each line: its covariates, then its response, 0 or 1")] public DataFile Data { get; init; } = null!;
    [Setting("tau", "standard deviation of the prior of each coefficient", Minimum = 0, AboveMinimum = true)] public Parameter Tau { get; init; }

    internal int Covariates => Data.Numbers.Columns - 1;
}

public readonly struct LogitPosterior : IVectorTarget
{
    private readonly NumberTable table;
    private readonly Parameter tau;

    public LogitPosterior(LogitSettings settings)
    {
        (table, tau) = (settings.Data.Numbers, settings.Tau);
        var wrong = Array.FindIndex(table.Column(settings.Covariates), response => response is not (0 or 1));
        if (wrong >= 0 || Dimension == 0)
        {
            throw new SettingException("data", Dimension == 0 ? "there is one column; there must be covariates and a response." : $"row {wrong + 1} has the response {table[wrong, Dimension]}; it must be 0 or 1.");
        }
    }

    public int Dimension => table.Columns - 1;

    public bool IsContinuous => true;

    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta) where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        foreach (var coefficient in x)
        {
            var z = coefficient / tau.Of(theta);
            sum -= 0.5 * (z * z);
        }

        for (var i = 0; i < table.Rows; i++)
        {
            var linear = T.Constant(0);
            for (var j = 0; j < x.Length; j++)
            {
                linear += table[i, j] * x[j];
            }

            sum -= SoftPlus((1 - (2 * table[i, Dimension])) * linear);
        }

        return sum;
    }

    /// <summary>log(1 + e^a), by the form that neither overflows nor loses what is small beside 1.</summary>
    private static T SoftPlus<T>(T a) where T : struct, IScalar<T> =>
        T.Select(a, a + T.Log(T.Constant(1) + T.Exp(-a)), T.Log(T.Constant(1) + T.Exp(a)));
}

public readonly struct Coefficients : IVectorObservables
{
    public bool IsContinuous => true;

    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values) where T : struct, IScalar<T> => x.CopyTo(values);
}
