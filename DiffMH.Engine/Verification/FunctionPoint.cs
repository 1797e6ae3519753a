namespace DiffMH.Engine.Verification;

/// <summary>A formula and where it is tried.</summary>
/// <param name="Function">The formula.</param>
/// <param name="Inputs">Where.</param>
/// <param name="Reach">How far each input may be moved to either side; 0 where no derivative is looked at.</param>
/// <param name="Names">What the first inputs are called: the parameters; null where no derivative is looked at.</param>
internal sealed record FunctionPoint(IScalarFunction Function, double[] Inputs, double[] Reach, IReadOnlyList<string>? Names = null)
{
    /// <summary>What an input is called; of those that are coordinates of states, which of them.</summary>
    public string NameOf(int input) => input < Names?.Count ? Names[input] : $"coordinate {input - (Names?.Count ?? 0)}";

    /// <summary>The values.</summary>
    public double[] Values() => Values(Inputs);

    /// <summary>The values elsewhere.</summary>
    public double[] Values(ReadOnlySpan<double> inputs)
    {
        var outputs = new Real[Function.Outputs];
        Function.Evaluate<Real>(Kernels.Seeded.Reals(inputs), outputs);
        return [.. outputs.Select(output => output.Value)];
    }

    /// <summary>The values with their derivatives in one input.</summary>
    public Dual[] Duals(int input)
    {
        var outputs = new Dual[Function.Outputs];
        Function.Evaluate<Dual>(Kernels.Seeded.Duals(Inputs, [input])[0], outputs);
        return outputs;
    }
}
