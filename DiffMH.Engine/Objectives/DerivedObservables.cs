using System.Collections.Immutable;
using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Objectives;

/// <summary>The observables that an objective adds to those of a model, computed from them at every state.</summary>
/// <param name="own">How many the model has of its own.</param>
/// <param name="added">Those added.</param>
internal sealed class DerivedObservables(int own, ImmutableArray<DerivedObservable> added)
{
    /// <summary>How many the model has of its own: they stand before those added.</summary>
    public int Own => own;

    /// <summary>Whether none of those added may jump as the state changes.</summary>
    public bool IsContinuous => added.All(observable => observable.JumpsAt is null);

    /// <summary>Writes those added behind the model's own.</summary>
    /// <param name="values">The model's own observables, and behind them as many places as there are others.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    public void Fill<T>(Span<T> values, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        ReadOnlySpan<T> inputs = values[..own];
        for (var i = 0; i < added.Length; i++)
        {
            var value = added[i].Formula.Value(inputs, theta);
            values[own + i] = IsFinite(value) ? value : throw NotFinite(added[i], inputs, theta);
        }
    }

    /// <summary>Whether a value is finite. Of eight lanes some may have no use for theirs: who asks for them looks, and asks for one lane where its value is not.</summary>
    private static bool IsFinite<T>(T value)
        where T : struct, IScalar<T> => typeof(T) == typeof(Lanes) || typeof(T) == typeof(DualLanes) || double.IsFinite(value.Value);

    private static InvalidModelException NotFinite<T>(DerivedObservable observable, ReadOnlySpan<T> inputs, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var why = observable.Formula.WhyNotFinite(Values(inputs), Values(theta));
        return new($"The objective takes the mean of {observable.Name}, which is not finite on a state that was reached: {why} of the objective's expression. It must be finite on every state.");
    }

    private static double[] Values<T>(ReadOnlySpan<T> scalars)
        where T : struct, IScalar<T>
    {
        var values = new double[scalars.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scalars[i].Value;
        }

        return values;
    }
}
