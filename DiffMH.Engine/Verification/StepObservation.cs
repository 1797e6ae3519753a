using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>The observables of a step x → x⁺ as functions of θ, x and, where it was accepted, x⁺.</summary>
/// <param name="observables">The observables.</param>
/// <param name="parameters">How many numbers θ has.</param>
/// <param name="count">k.</param>
/// <param name="isAccepted">Whether the step was accepted; else x⁺ = x.</param>
internal sealed class StepObservation(ITransitionObservables observables, int parameters, int count, bool isAccepted) : IScalarFunction
{
    public string Name => isAccepted ? "an observable of an accepted step" : "an observable of a rejected step";

    public int Outputs => count;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T>
    {
        var theta = inputs[..parameters];
        var states = inputs[parameters..];
        var dimension = isAccepted ? states.Length / 2 : states.Length;
        observables.Observe(states[..dimension], states[^dimension..], isAccepted, theta, outputs);
    }
}
