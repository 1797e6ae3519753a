namespace DiffMH.Engine.Verification;

/// <summary>φ as a function of the moments and θ.</summary>
/// <param name="name">Its name.</param>
/// <param name="objective">φ.</param>
/// <param name="moments">k.</param>
internal sealed class ObjectiveFormula(string name, IObjective objective, int moments) : IScalarFunction
{
    public string Name => $"the objective {name}";

    public int Outputs => 1;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => outputs[0] = objective.Value(inputs[..moments], inputs[moments..]);
}
