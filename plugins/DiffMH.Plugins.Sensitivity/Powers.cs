namespace DiffMH.Plugins.Sensitivity;

/// <summary>The powers to which prior and likelihood are raised, known by their logarithms to base 2: 0 leaves a factor as it is, 1 squares it.</summary>
/// <param name="prior">log₂ a.</param>
/// <param name="likelihood">log₂ b.</param>
/// <remarks>Kallioinen, Paananen, Bürkner and Vehtari, <i>Detecting and diagnosing prior and likelihood sensitivity with power-scaling</i>, arXiv:2107.14054.</remarks>
internal readonly struct Powers(Parameter prior, Parameter likelihood)
{
    private static readonly double Log2 = Math.Log(2);

    /// <summary>a·log prior + b·log likelihood.</summary>
    /// <param name="logPrior">log prior of the state.</param>
    /// <param name="logLikelihood">log likelihood of the state.</param>
    /// <param name="theta">All parameters of the model.</param>
    public T Apply<T>(T logPrior, T logLikelihood, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> =>
        (T.Exp(Log2 * prior.Of(theta)) * logPrior) + (T.Exp(Log2 * likelihood.Of(theta)) * logLikelihood);
}
