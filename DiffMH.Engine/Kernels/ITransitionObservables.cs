namespace DiffMH.Engine.Kernels;

/// <summary>Observables as a lane of vectors asks for them: of a step x → x⁺, whether they look at x or not.</summary>
public interface ITransitionObservables
{
    /// <summary>Whether x and the decision matter. If not, both may be given as nothing.</summary>
    bool LooksBack { get; }

    /// <summary>Whether every observable is continuous in the states.</summary>
    bool IsContinuous { get; }

    /// <summary>Writes all k observables of one step.</summary>
    /// <param name="x">The state before it.</param>
    /// <param name="next">The state after it, which is the draw.</param>
    /// <param name="accepted">Whether the suggestion was accepted.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="values">k numbers to fill.</param>
    void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>;
}
