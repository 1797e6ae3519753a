namespace DiffMH.Engine.Verification;

/// <summary>Checks the formulas of a model: density, observables and objectives.</summary>
internal static class ModelFormulas
{
    /// <summary>Runs them.</summary>
    public static void Check(Trial trial, IShape shape, Ledger ledger)
    {
        var model = trial.Model.Name;
        Ledger.Collect(ledger.Of(model, Verification.Check.DensityRepeats), row => FunctionChecks.Repeats(row, shape.Densities));
        Ledger.Collect(ledger.Of(model, Verification.Check.DensityScalars), row => FunctionChecks.Scalars(row, shape.Densities));
        Ledger.Collect(ledger.Of(model, Verification.Check.Score), row => FunctionChecks.Derivatives(row, shape.Densities));
        Ledger.Collect(ledger.Of(model, Verification.Check.ObservablesRepeat), row => FunctionChecks.Repeats(row, shape.Observations));
        Ledger.Collect(ledger.Of(model, Verification.Check.ObservablesDerivative), row => Derivatives(row, shape.Observations));
        if (!trial.Model.Objectives.IsEmpty)
        {
            Ledger.Collect(ledger.Of(model, Verification.Check.ObjectiveDerivative), row => Derivatives(row, [.. Objectives(trial, shape)]));
        }
    }

    private static void Derivatives(Evidence row, IReadOnlyList<FunctionPoint> points)
    {
        FunctionChecks.Scalars(row, points);
        FunctionChecks.Derivatives(row, points);
    }

    private static IEnumerable<FunctionPoint> Objectives(Trial trial, IShape shape) => trial.Model.Objectives.Select(definition => new FunctionPoint(
        new ObjectiveFormula(definition.Name, definition.Create(trial.Settings.Record), shape.Moments.Length),
        [.. shape.Moments, .. trial.Theta],
        [.. shape.Moments.Select(moment => 0.05 * Math.Max(Math.Abs(moment), 0.1)), .. trial.Reach],
        [.. trial.Instance.ObservableNames.Select(observable => $"mean({observable.Name})"), .. trial.Names]));
}
