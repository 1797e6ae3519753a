namespace DiffMH.Engine.Models;

/// <summary>A model's own objective, which knows nothing of the parameters of a proposal: φ depends on those through the moments alone.</summary>
/// <param name="objective">φ.</param>
/// <param name="modelParameters">How many numbers of θ, the first, are the model's.</param>
internal sealed class ModelObjective(IObjective objective, int modelParameters) : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => objective.Value(moments, theta[..modelParameters]);
}
