namespace DiffMH;

/// <summary>A setting that is one number of θ: a settings record knows its place in θ, never its value, which the optimiser moves.</summary>
/// <param name="Index">Position in θ, from 0.</param>
public readonly record struct Parameter(int Index)
{
    /// <summary>The parameter's current value.</summary>
    /// <param name="theta">All parameters of the model.</param>
    public T Of<T>(ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => theta[Index];
}
