namespace DiffMH.Engine.Kernels;

/// <summary>A direction in the p parameters a derivative is taken for: one of them, or a common factor or shift of a list of them.</summary>
/// <param name="First">The first parameter concerned.</param>
/// <param name="Count">How many are, side by side.</param>
/// <param name="Kind">How they move together.</param>
public readonly record struct Direction(int First, int Count, DirectionKind Kind)
{
    /// <summary>The number that moves them, at the given parameters: 1 for a factor, 0 for a shift, else the parameter itself.</summary>
    /// <param name="parameters">The p parameters.</param>
    public double Value(ReadOnlySpan<double> parameters) => Kind switch
    {
        DirectionKind.Scale => 1,
        DirectionKind.Shift => 0,
        _ => parameters[First],
    };

    /// <summary>How fast a parameter concerned moves with that number.</summary>
    /// <param name="parameter">The parameter's value.</param>
    public double Speed(double parameter) => Kind == DirectionKind.Scale ? parameter : 1;

    /// <summary>The derivative in this direction: Σ dᵢ ∂ᵢ.</summary>
    /// <param name="slopes">The p derivatives ∂ᵢ.</param>
    /// <param name="parameters">The p parameters.</param>
    public double Along(ReadOnlySpan<double> slopes, ReadOnlySpan<double> parameters)
    {
        var sum = 0.0;
        for (var i = First; i < First + Count; i++)
        {
            sum += Speed(parameters[i]) * slopes[i];
        }

        return sum;
    }
}
