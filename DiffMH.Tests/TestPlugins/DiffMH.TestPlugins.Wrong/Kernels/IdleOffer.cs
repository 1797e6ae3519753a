using DiffMH.TestPlugins.Rings;

namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: offers a kernel that can run nothing.</summary>
public sealed class IdleOffer : IKernelOffer<RingSettings>
{
    /// <inheritdoc/>
    public Scheme Scheme => Scheme.Symmetric;

    /// <inheritdoc/>
    public int Alternatives => 1;

    /// <inheritdoc/>
    public int LanesTogether => 1;

    /// <inheritdoc/>
    public string? Lacks(RingSettings settings, KernelRequest request) => "another model";

    /// <inheritdoc/>
    public IBatchKernel Create(RingSettings settings, KernelRequest request) => throw new NotSupportedException("There is nothing that it could run.");
}
