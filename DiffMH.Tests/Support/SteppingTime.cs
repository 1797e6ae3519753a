namespace DiffMH.Tests.Support;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class SteppingTime : TimeProvider
{
    /// <summary>How long ago it was started.</summary>
    public TimeSpan Now { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Now.Ticks;
}
