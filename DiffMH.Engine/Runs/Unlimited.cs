namespace DiffMH.Engine.Runs;

/// <summary>Lets a kernel run to the end of its task.</summary>
public sealed class Unlimited : IWorkLimit
{
    /// <inheritdoc/>
    public bool IsReached() => false;
}
