using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Which kernel runs the points that leave the choice open: the one that their model brings if it can run all of them, else the generic one.</summary>
/// <remarks>
/// Not point by point: two kernels have other random numbers, and points that differ in estimator or coupling alone are to watch the same chains.
/// So points are read as for the model's kernel, and all once more where it refuses one of them.
/// </remarks>
internal sealed class OpenKernels
{
    private readonly Dictionary<ModelDefinition, string> refused = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ModelDefinition> used = new(ReferenceEqualityComparer.Instance);
    private int refusedBefore;

    /// <summary>The kernel of the model that runs such points; null for the generic one.</summary>
    public KernelDefinition? For(ModelDefinition? model)
    {
        if (model is not { Kernel: { } own } || refused.ContainsKey(model))
        {
            return null;
        }

        used.Add(model);
        return own;
    }

    /// <summary>Notes that the model's kernel cannot run one of them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="point">The point's index.</param>
    /// <param name="lack">What the kernel needs and the point does not have.</param>
    public void Refuse(ModelDefinition model, int point, string lack) => refused.TryAdd(model, $"at point {point} the kernel '{model.Kernel!.Name}' needs {lack}");

    /// <summary>Whether the points have to be read once more, with other kernels.</summary>
    /// <param name="isWrong">Whether something was wrong with them: which may be what a kernel put in for what they leave out.</param>
    public bool Revise(bool isWrong)
    {
        foreach (var model in isWrong ? [.. used] : Array.Empty<ModelDefinition>())
        {
            refused.TryAdd(model, $"with what the kernel '{model.Kernel!.Name}' would put in for what points leave out, the file is not valid");
        }

        used.Clear();
        var before = refusedBefore;
        refusedBefore = refused.Count;
        return refused.Count > before;
    }

    /// <summary>What runs the points of each model that brings a kernel.</summary>
    /// <param name="points">All points.</param>
    /// <param name="catalogue">Where their models are.</param>
    public ImmutableArray<KernelUse> Uses(ImmutableArray<PointSpec> points, ModelCatalogue catalogue) =>
        [
            .. from point in points
               group point by (point.Plugin, point.Model, point.Estimator.Kernel) into alike
               let model = catalogue.Model(alike.First())
               where model.Kernel is not null
               select new KernelUse(alike.Key.Plugin.Id, model.Name, alike.Key.Kernel ?? EstimatorSettings.GenericKernel, alike.Count(), alike.Key.Kernel is null ? WhyGeneric(model) : null),
        ];

    private string WhyGeneric(ModelDefinition model) => refused.TryGetValue(model, out var why) ? why : "estimator.kernel says so";
}
