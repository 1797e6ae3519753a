using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>The proposals that come with DiffMH and that every model of a shape has, behind its own.</summary>
internal static class BuiltInProposals
{
    private static readonly ImmutableArray<ProposalDefinition> OfLabels =
        [
            Of<LabelMatrixSettings, LabelMatrix>("matrix", "by a matrix of probabilities, which need not be symmetric", (target, settings) => new(settings, ((ILabelTarget)target).Labels)),
        ];

    private static readonly ImmutableArray<ProposalDefinition> OfVectors =
        [
            Of<StudentTWalkSettings, StudentTWalk>("student-t-walk", "a step of the multivariate Student t law", (target, settings) => new(settings, ((IVectorTarget)target).Dimension)),
            Of<LaplaceWalkSettings, LaplaceWalk>("laplace-walk", "a step with independent Laplace coordinates", (target, settings) => new(settings, ((IVectorTarget)target).Dimension)),
            Of<UniformBoxWalkSettings, UniformBoxWalk>("uniform-box-walk", "a uniform point of the box about the state", (target, settings) => new(settings, ((IVectorTarget)target).Dimension)),
            Of<IndependenceGaussianSettings, IndependenceGaussian>(
                "independence-gaussian", "a Gaussian point, whatever the state is", (target, settings) => new(settings, ((IVectorTarget)target).Dimension)),
        ];

    /// <summary>Those of a shape that the model has not taken the name of.</summary>
    /// <param name="shape">What a state is.</param>
    /// <param name="taken">The model's own proposals.</param>
    /// <param name="target">From the model's settings record, its target.</param>
    public static IEnumerable<ProposalDefinition> For(ModelShape shape, IEnumerable<ProposalDefinition> taken, Func<object, object> target)
    {
        var all = shape switch { ModelShape.Labels => OfLabels, ModelShape.Vectors => OfVectors, _ => [] };
        return all.Where(builtIn => !taken.Any(own => own.Name == builtIn.Name)).Select(builtIn => builtIn with { Create = (record, settings) => builtIn.Create(target(record), settings) });
    }

    private static ProposalDefinition Of<TSettings, TProposal>(string name, string description, Func<object, TSettings, TProposal> create)
        where TSettings : class, new()
        where TProposal : struct =>
        new(name, description, typeof(TProposal), SettingsSchema.Of(typeof(TSettings))) { Create = (target, settings) => create(target, (TSettings)settings) };
}
