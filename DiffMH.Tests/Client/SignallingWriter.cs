namespace DiffMH.Tests.Client;

/// <summary>Keeps what is written, and tells of each line that is wanted.</summary>
/// <param name="isWanted">Whether a line is.</param>
/// <param name="signal">Tells it, before whoever writes goes on.</param>
internal sealed class SignallingWriter(Predicate<string> isWanted, Action signal) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value is not null && isWanted(value))
        {
            signal();
        }
    }

    /// <summary>One that tells when the first progress is shown: half a second after a sweep has begun to be followed.</summary>
    public static SignallingWriter AtProgress(Action signal) => new(line => line.Contains('%', StringComparison.Ordinal), signal);
}
