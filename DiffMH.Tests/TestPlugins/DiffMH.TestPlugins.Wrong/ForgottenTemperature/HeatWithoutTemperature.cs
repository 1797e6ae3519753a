namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: (⟨i²⟩ − ⟨i⟩²) / b², whose own dependence on b is forgotten.</summary>
/// <param name="settings">Where b stands in θ.</param>
public sealed class HeatWithoutTemperature(TiltSettings settings) : IObjective
{
    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var temperature = settings.B.Of(theta).Value;
        return (1 / (temperature * temperature)) * (moments[1] - (moments[0] * moments[0]));
    }
}
