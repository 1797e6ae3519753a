namespace DiffMH.Engine.Models;

/// <summary>A kernel that a plugin brings for its own model.</summary>
/// <param name="Name">As in <c>estimator.kernel</c>.</param>
/// <param name="Description">How it computes, in one line.</param>
/// <param name="Scheme">The weights of newborns it works with.</param>
/// <param name="Alternatives">How many alternatives a lane keeps where the point leaves it open.</param>
/// <param name="LanesTogether">How many lanes are computed together.</param>
public sealed record KernelDefinition(string Name, string Description, Scheme Scheme, int Alternatives, int LanesTogether)
{
    /// <summary>From the model's settings record and the point: why it cannot run the point, null where it can.</summary>
    public required Func<object, KernelRequest, string?> Lacks { get; init; }

    /// <summary>From the model's settings record and a point that it can run: why the point is left to the generic kernel unless it names this one, null where it is not.</summary>
    public required Func<object, KernelRequest, string?> Caveat { get; init; }

    /// <summary>From the model's settings record and the point: the kernel.</summary>
    public required Func<object, KernelRequest, IBatchKernel> Create { get; init; }
}
