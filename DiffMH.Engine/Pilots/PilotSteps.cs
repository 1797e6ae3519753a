using DiffMH.Engine.Models;

namespace DiffMH.Engine.Pilots;

/// <summary>Steps for a difference quotient that the sweep file does not give: h is a twentieth of each parameter.</summary>
internal static class PilotSteps
{
    private const double Share = 0.05;

    /// <summary>The file's own steps, else |θ|/20, or 1/20 where θ is 0, and no more than half the way to an end of the parameter's range.</summary>
    public static Vector Of(PointModel model)
    {
        var estimator = model.Spec.Estimator;
        return estimator.Steps.Count > 0 ? estimator.Steps : Vector.Wrap([.. model.Wrt.Select(position => Step(model, position))]);
    }

    private static double Step(PointModel model, int position)
    {
        var parameter = model.Theta.Parameters[position];
        var step = Share * (parameter.Initial == 0 ? 1 : Math.Abs(parameter.Initial));
        return Math.Min(step, Math.Min(parameter.Initial - parameter.Lower, parameter.Upper - parameter.Initial) / 2);
    }
}
