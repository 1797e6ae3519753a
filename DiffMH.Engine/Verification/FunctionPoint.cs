namespace DiffMH.Engine.Verification;

/// <summary>A formula and where it is tried.</summary>
/// <param name="Function">The formula.</param>
/// <param name="Inputs">Where.</param>
/// <param name="Reach">How far each input may be moved to either side; 0 where no derivative is looked at.</param>
internal sealed record FunctionPoint(IScalarFunction Function, double[] Inputs, double[] Reach)
{
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
