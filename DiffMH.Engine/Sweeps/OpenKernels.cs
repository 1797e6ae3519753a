using System.Collections.Concurrent;
using System.Collections.Immutable;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Which kernel runs the points that leave the choice open: the one that their model brings where it can, else the generic one.</summary>
/// <remarks>
/// Two kernels have other random numbers. Points that differ only in what watches the chains are to watch the same ones, so where the design
/// varies that, all are generic; so they are where points are asked to share random numbers, which one might be run by the model's kernel and another
/// not, and where it varies the number of chains, by which a kernel may divide its random numbers. It is decided by what varies, not by the values: a
/// point's bits do not depend on which others there are.
/// </remarks>
/// <param name="varied">The keys that vary between points.</param>
/// <param name="shared">Those across which points are to share their random numbers.</param>
internal sealed class OpenKernels(IEnumerable<string> varied, IEnumerable<string> shared)
{
    /// <summary>What watches the chains and a kernel may refuse, and how many there are.</summary>
    private static readonly ImmutableArray<string> Watchers = [EstimatorSection.Section.Name, CouplingSection.Key.Name, ObjectiveSection.Section.Name, ChainSection.ChainsPath];

    private readonly string? watcher = varied.FirstOrDefault(path => path != OwnPath && Watchers.Any(key => VariedPaths.Overlap(key, path))) ?? shared.FirstOrDefault(path => path != OwnPath);

    private readonly ConcurrentDictionary<int, (string Kernel, string? Needs)> lacks = new();

    private static string OwnPath { get; } = DocumentPath.Join(EstimatorSection.Section.Name, EstimatorKernel.Key.Name);

    /// <summary>The choice for the points of a design.</summary>
    public static OpenKernels Of(Design design, ReplicateSettings replicates) =>
        new([.. design.Paths, .. design.Refinements.SelectMany(refinement => refinement.Assignments).Select(assignment => assignment.Path)], replicates.Shared);

    /// <summary>The kernel of the model that runs such points, if it can; null for the generic one.</summary>
    public KernelDefinition? For(ModelDefinition? model) => watcher is null ? model?.Kernel : null;

    /// <summary>Notes that the model's kernel cannot run one of them. For any number of threads.</summary>
    /// <param name="point">The point's index.</param>
    /// <param name="kernel">The kernel's name.</param>
    /// <param name="needs">What the kernel needs and the point does not have; null where the point is not valid with what the kernel would put in for what it leaves out.</param>
    public void Refuse(int point, string kernel, string? needs) => lacks[point] = (kernel, needs);

    /// <summary>What runs the points of each model that brings a kernel.</summary>
    /// <param name="points">All points.</param>
    /// <param name="catalogue">Where their models are.</param>
    public ImmutableArray<KernelUse> Uses(ImmutableArray<PointSpec> points, ModelCatalogue catalogue) =>
        [
            .. from point in points
               group point by (point.Plugin, point.Model, point.Estimator.Kernel) into alike
               let model = catalogue.Model(alike.First())
               where model.Kernel is not null
               select new KernelUse(alike.Key.Plugin.Id, model.Name, alike.Key.Kernel ?? EstimatorSettings.GenericKernel, alike.Count(), alike.Key.Kernel is null ? WhyGeneric(alike) : null),
        ];

    private string WhyGeneric(IEnumerable<PointSpec> points) =>
        points.Where(point => lacks.ContainsKey(point.Index)).Select(point => Told(point.Index, lacks[point.Index])).FirstOrDefault()
        ?? (watcher is null ? "estimator.kernel says so" : $"the design varies {watcher}, and points that differ only there are to have the same random numbers");

    private static string Told(int point, (string Kernel, string? Needs) lack) => lack.Needs is null
        ? $"at point {point}, with what the kernel '{lack.Kernel}' would put in for what it leaves out, the file is not valid"
        : $"at point {point} the kernel '{lack.Kernel}' needs {lack.Needs}";
}
