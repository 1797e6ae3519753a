using DiffMH.Engine.Models;

namespace DiffMH.Engine.Runs;

/// <summary>A point and its kernel, for the plain loop.</summary>
/// <param name="Problem">The point.</param>
/// <param name="CreateKernel">Makes the kernel that runs its lanes.</param>
public sealed record LocalPoint(PointProblem Problem, Func<IBatchKernel> CreateKernel)
{
    /// <summary>The point of a model, with its own kernel.</summary>
    public static LocalPoint Of(PointModel model) => new(PointProblem.Of(model), model.CreateKernel);
}
