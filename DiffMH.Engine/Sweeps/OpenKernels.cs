using System.Collections.Concurrent;
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
    private readonly Dictionary<ModelDefinition, string> refused = new(ReferenceEqualityComparer.Instance);   // the same for all points of one reading
    private readonly ConcurrentDictionary<ModelDefinition, (int Point, string Needs)?> used = new(ReferenceEqualityComparer.Instance);

    /// <summary>The kernel of the model that runs such points; null for the generic one. For any number of threads.</summary>
    public KernelDefinition? For(ModelDefinition? model)
    {
        if (model is not { Kernel: { } own } || refused.ContainsKey(model))
        {
            return null;
        }

        used.TryAdd(model, null);
        return own;
    }

    /// <summary>Notes that the model's kernel cannot run one of them. For any number of threads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="point">The point's index.</param>
    /// <param name="needs">What the kernel needs and the point does not have.</param>
    public void Refuse(ModelDefinition model, int point, string needs) =>
        used.AddOrUpdate(model, (point, needs), (_, first) => first?.Point < point ? first : (point, needs));

    /// <summary>Whether the points have to be read once more, with other kernels.</summary>
    /// <param name="isWrong">Whether something was wrong with them: which may be what a kernel put in for what they leave out.</param>
    public bool Revise(bool isWrong)
    {
        var before = refused.Count;
        foreach (var (model, refusal) in used.Where(entry => entry.Value is not null || isWrong))
        {
            refused.Add(model, refusal is var (point, needs)
                ? $"at point {point} the kernel '{model.Kernel!.Name}' needs {needs}"
                : $"with what the kernel '{model.Kernel!.Name}' would put in for what points leave out, the file is not valid");
        }

        used.Clear();
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
