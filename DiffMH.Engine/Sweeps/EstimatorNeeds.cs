using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Sweeps;

/// <summary>What an estimator needs of the other sections of a point.</summary>
/// <param name="root">The document.</param>
/// <param name="mode">The sweep's mode.</param>
/// <param name="estimator">The estimator, as read.</param>
internal sealed class EstimatorNeeds(MappingReader root, SweepMode mode, EstimatorSettings estimator)
{
    /// <summary>Notes where a baseline or a coefficient has no other lane to come from.</summary>
    /// <param name="chain">The chains of a replicate.</param>
    /// <param name="replicates">How many replicates; merged in gradient mode.</param>
    public void CheckLanes(ChainSettings chain, int replicates)
    {
        var lanes = mode == SweepMode.Gradient ? (long)chain.Chains * replicates : chain.Chains;
        if (estimator.Method == EstimatorMethod.Score && lanes < 2)
        {
            var merged = mode == SweepMode.Gradient ? "all chains of all replicates" : "the chains of a replicate";
            root.Section(EstimatorSection.Section).Note(
                "method", $"found score with {lanes} chain; the baseline of each chain is the mean over the others of {merged}, so there must be at least 2: raise chain.chains, or use score-plain");
        }

        if (estimator.Control != ControlVariate.None && chain.Chains < CovarianceControl.FewestGroups)
        {
            root.Section(EstimatorSection.Section).Note(
                EstimatorSection.ControlName, $"found {Word.Of(estimator.Control)} with chain.chains {chain.Chains}; coefficients come from other chains of a replicate, so there must be at least {CovarianceControl.FewestGroups}: raise chain.chains, or leave it out");
        }
    }

    /// <summary>Notes where decisions are followed whose scores nobody tabulates.</summary>
    /// <param name="model">The model, where known.</param>
    public void CheckClasses(ModelDefinition? model)
    {
        if (model is { HasClasses: false } && estimator.Method is EstimatorMethod.Score or EstimatorMethod.ScorePlain)
        {
            root.Section(EstimatorSection.Section).Note(
                "method", $"found {Word.Of(estimator.Method)} with {model.Name}, whose changes fall into no classes; a score function needs them, use {string.Join(" or ", EstimatorSection.MethodsWithoutClasses.Select(Word.Of))}");
        }
    }

    /// <summary>Notes where a step would leave the values a parameter can have, at the start or wherever the optimiser may go.</summary>
    /// <param name="theta">The model's parameters, where known.</param>
    /// <param name="optimizer">The optimiser with its bounds; null in gradient mode.</param>
    public void CheckSteps(ThetaLayout? theta, OptimizerSettings? optimizer)
    {
        if (theta is null || estimator.Steps.Count != estimator.Wrt.Length || (optimizer is not null && optimizer.Lower.Count != estimator.Wrt.Length))
        {
            return;
        }

        for (var i = 0; i < estimator.Wrt.Length; i++)
        {
            var parameter = theta.Parameters[theta.IndexOf(estimator.Wrt[i])];
            var (lowest, highest) = optimizer is null ? (parameter.Initial, parameter.Initial) : (optimizer.Lower[i], optimizer.Upper[i]);
            CheckStep(parameter, estimator.Steps[i], lowest, optimizer is not null, lowest - estimator.Steps[i]);
            CheckStep(parameter, estimator.Steps[i], highest, optimizer is not null, highest + estimator.Steps[i]);
        }
    }

    private void CheckStep(ThetaParameter parameter, double step, double from, bool isBound, double to)
    {
        var range = parameter.Range;
        if (!double.IsFinite(from) || (range.Holds(to) && to != from))
        {
            return;
        }

        var why = to == from
            ? $"which is lost in the rounding of {parameter.Name} = {Found.Number(from)}; it must be larger"
            : $"which leads from {parameter.Name} = {Found.Number(from)}{(isBound ? ", a bound of the optimiser," : "")} to {Found.Number(to)}; it must lead to a finite number{range}: take a smaller step, or {(isBound ? "keep optimizer.bounds a step away from that end" : "another value")}";
        root.Section(EstimatorSection.Section).Note(StepReader.Key.Name, $"found a step of {Found.Number(step)}, {why}");
    }
}
