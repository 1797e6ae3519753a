namespace DiffMH.Engine.Kernels;

/// <summary>A label model at one θ: densities, scores and observables of all labels.</summary>
public sealed class LabelTable
{
    private readonly double[] logDensity;
    private readonly double[] score;
    private readonly double[] observables;
    private readonly double[] direct;
    private readonly double[] relativeScore;
    private readonly int k;
    private readonly int p;

    /// <summary>Evaluates the model on every label.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="theta">All parameters.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for.</param>
    /// <exception cref="InvalidModelException">A density is NaN or +∞, or a score or observable is not finite.</exception>
    public LabelTable(LabelProblem problem, ReadOnlySpan<double> theta, ReadOnlySpan<int> wrt)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var labels = problem.Target.Labels;
        (k, p) = (problem.ObservableCount, wrt.Length);
        logDensity = new double[labels];
        score = new double[labels * p];
        observables = new double[labels * k];
        direct = new double[labels * k * p];
        var reals = Seeded.Reals(theta);
        var duals = Seeded.Duals(theta, wrt);
        for (var label = 0; label < labels; label++)
        {
            Evaluate(problem, label, reals, theta);
            Differentiate(problem, label, duals, theta);
        }

        HasDirect = direct.Any(number => number != 0);
        relativeScore = RelativeTo(Array.IndexOf(logDensity, logDensity.Max()));
    }

    /// <summary>How many labels there are.</summary>
    public int Labels => logDensity.Length;

    /// <summary>Whether f depends on θ itself; where it does not, adding 0 would change no sum.</summary>
    public bool HasDirect { get; }

    /// <summary>log g of a label.</summary>
    public double LogDensity(int label) => logDensity[label];

    /// <summary>∂log g of a label, p numbers; 0 outside the support.</summary>
    public ReadOnlySpan<double> Score(int label) => score.AsSpan(label * p, p);

    /// <summary>∂log g of a label less that of the most probable one, p numbers: small where labels are probable, whatever factor g has.</summary>
    public ReadOnlySpan<double> RelativeScore(int label) => relativeScore.AsSpan(label * p, p);

    /// <summary>f of a label, k numbers.</summary>
    public ReadOnlySpan<double> Observables(int label) => observables.AsSpan(label * k, k);

    /// <summary>∂_θ f of a label at fixed label, k × p numbers row by row.</summary>
    public ReadOnlySpan<double> Direct(int label) => direct.AsSpan(label * k * p, k * p);

    private void Evaluate(LabelProblem problem, int label, ReadOnlySpan<Real> reals, ReadOnlySpan<double> theta)
    {
        logDensity[label] = ModelCheck.LogDensity(problem.Target.LogDensity(label, reals).Value, $"label {label}", theta);
        var values = new Real[k];
        problem.Observables.Observe(label, reals, values.AsSpan());
        for (var i = 0; i < k; i++)
        {
            observables[(label * k) + i] = ModelCheck.Finite(values[i].Value, $"observable {i} of label {label}", theta);
        }
    }

    private double[] RelativeTo(int reference) => [.. score.Select((number, i) => number - score[(reference * p) + (i % p)])];

    private void Differentiate(LabelProblem problem, int label, Dual[][] duals, ReadOnlySpan<double> theta)
    {
        var values = new Dual[k];
        for (var j = 0; j < p; j++)
        {
            var density = problem.Target.LogDensity(label, (ReadOnlySpan<Dual>)duals[j]);
            score[(label * p) + j] = double.IsNegativeInfinity(density.Value) ? 0 : ModelCheck.Finite(density.Derivative, $"score of label {label}", theta);
            problem.Observables.Observe(label, (ReadOnlySpan<Dual>)duals[j], values.AsSpan());
            for (var i = 0; i < k; i++)
            {
                direct[(((label * k) + i) * p) + j] = ModelCheck.Finite(values[i].Derivative, $"derivative of observable {i} of label {label}", theta);
            }
        }
    }
}
