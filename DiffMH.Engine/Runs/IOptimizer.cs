namespace DiffMH.Engine.Runs;

/// <summary>A rule that moves parameters along noisy gradients. Holds settings only; what it remembers is passed in and out.</summary>
public interface IOptimizer
{
    /// <summary>How many numbers the rule remembers for each parameter; all are 0 before the first step.</summary>
    int Slots { get; }

    /// <summary>One step.</summary>
    /// <param name="step">The step's number, from 1.</param>
    /// <param name="uphill">The direction in which the parameters shall go: the gradient to maximise, its negative to minimise.</param>
    /// <param name="theta">The parameters, moved.</param>
    /// <param name="memory">What the rule remembers, updated: slot after slot, each one number for each parameter.</param>
    void Step(int step, ReadOnlySpan<double> uphill, Span<double> theta, Span<double> memory);
}
