namespace DiffMH.Benchmarks.Models;

/// <summary>Never interrupts.</summary>
internal sealed class NoLimit : IWorkLimit
{
    /// <inheritdoc/>
    public bool IsReached() => false;
}
