using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>The kernel that a model brings, with the settings of one point.</summary>
/// <param name="Definition">The kernel.</param>
/// <param name="Model">The model's settings record.</param>
/// <param name="Proposal">The proposal's settings record.</param>
/// <param name="Theta">θ.</param>
/// <param name="Observables">k, what an expression as objective adds included.</param>
internal sealed record OwnKernel(KernelDefinition Definition, object Model, object Proposal, ThetaLayout Theta, int Observables)
{
    private const int KeyBytes = 32;

    /// <summary>Why it cannot run the point, as a clause that follows "the kernel needs"; null where it can.</summary>
    /// <param name="point">The point, which need not have a stream key yet.</param>
    public string? Lacks(PointSpec point) => Lacks(point, Request(point));

    /// <summary>Why a point that it can run is left to the generic kernel unless it names this one, as a clause as above; null where nothing speaks against it.</summary>
    /// <param name="point">The point, which need not have a stream key yet.</param>
    public string? Caveat(PointSpec point) => Definition.Caveat(Model, Request(point));

    /// <summary>Why it does not run a point that does not name it, as a clause as above; null where it does.</summary>
    /// <param name="point">The point, which need not have a stream key yet.</param>
    public string? Refuses(PointSpec point) => Lacks(point) ?? (Caveat(point) is { } caveat ? $"{caveat}; it is used where it is named" : null);

    /// <summary>The kernel of the point.</summary>
    /// <exception cref="InvalidOperationException">It cannot run the point; says why.</exception>
    public IBatchKernel Create(PointSpec point)
    {
        var request = Request(point);
        return Lacks(point, request) is { } lack
            ? throw new InvalidOperationException($"Point {point.Index} names the kernel '{Definition.Name}', but the kernel needs {lack}.")
            : new CheckedKernel(Definition.Name, Definition.Create(Model, request), request.Layout);
    }

    private string? Lacks(PointSpec point, KernelRequest request) =>
        point.Estimator.Control == ControlVariate.None ? Definition.Lacks(Model, request) : "estimator.control none";   // which asks for more sums than the contract does

    private KernelRequest Request(PointSpec point)
    {
        var (wrt, directions) = WrtSelection.Of(point.Estimator, Theta);
        ImmutableArray<byte> key = point.StreamKey.Length == 0 ? [.. new byte[KeyBytes]] : [.. Convert.FromHexString(point.StreamKey)];
        return new(
            point.Proposal, Proposal, point.Coupling, point.CouplingStrength ?? 1, Observables, Theta.Initial, wrt, !directions.IsDefaultOrEmpty, point.Objective, point.Estimator, point.Chain, point.Seed,
            key);
    }
}
