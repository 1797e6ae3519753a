using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;
using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Sweeps;

/// <summary>Refuses derivatives that an estimator would get wrong without anybody noticing.</summary>
/// <remarks>
/// A parameter of the proposal moves the states: its derivative goes through them, which needs a density and observables that do not jump.
/// The covariance identity knows the stationary density alone, not how the chain moves.
/// </remarks>
internal static class Differentiability
{
    private const string Wrt = "estimator.wrt";
    private const string Method = "estimator.method";

    /// <summary>Notes what does not go together.</summary>
    /// <param name="model">The model, where known.</param>
    /// <param name="objective">The objective, where known.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static void Check(ModelChoice? model, ObjectiveChoice? objective, EstimatorSettings estimator, ICollection<SweepProblem> problems)
    {
        var ofProposal = estimator.Wrt.FirstOrDefault(name => name.StartsWith("proposal.", StringComparison.Ordinal));
        if (estimator.SumsScores)
        {
            var (key, remedy) = estimator.Method == EstimatorMethod.Covariance ? (Method, "use dmh") : ($"{EstimatorSection.Section.Name}.{EstimatorSection.ControlName}", "leave it out");
            CheckCovariance(model, ofProposal, key, remedy, problems);
        }
        else if (ofProposal is not null && estimator.Method is EstimatorMethod.Score or EstimatorMethod.ScorePlain)
        {
            problems.Add(new(Method, $"{Method}: found a score function with {ofProposal} in wrt; it follows the decisions of the target's parameters only, use dmh or finite-difference"));
        }
        else if (ofProposal is not null && estimator.Method == EstimatorMethod.Dmh && model?.Instance is { Target: IVectorTarget target, Observables: ITransitionObservables observables } && !(target.IsContinuous && observables.IsContinuous))
        {
            var what = target.IsContinuous ? "observables" : "density";
            problems.Add(new(Wrt, $"{Wrt}: found {ofProposal} with {model.Definition.Name}, whose {what} may jump; a derivative for a parameter of the proposal goes through the states, and must have a density and observables that are continuous in them"));
        }
        else if (ofProposal is not null && estimator.Method == EstimatorMethod.Dmh && objective?.Expression?.Added.FirstOrDefault(observable => observable.JumpsAt is not null) is { } jumping)
        {
            var message = $"found that {jumping.Name} may jump or have a pole, with {ofProposal} in wrt; a derivative for a parameter of the proposal goes through the states, and what stands in mean( ) must be continuous in them";
            problems.Add(new ExpressionException(jumping.JumpsAt!.Value, message).At(objective.Path));
        }
    }

    private static void CheckCovariance(ModelChoice? model, string? ofProposal, string key, string remedy, ICollection<SweepProblem> problems)
    {
        if (ofProposal is not null)
        {
            problems.Add(new(key, $"{key}: found covariance with {ofProposal} in wrt; the covariance identity is blind to parameters of the proposal, {remedy}"));
        }
        else if (model?.Instance?.Observables is ITransitionObservables { LooksBack: true })
        {
            problems.Add(new(key, $"{key}: found covariance with {model.Definition.Name}, whose observables are of two consecutive states; the covariance identity is blind to how a chain moves, {remedy}"));
        }
    }
}
