namespace DiffMH.Tests.Models;

/// <summary>Offers a kernel that is never made.</summary>
internal sealed record IdleOffer(int Alternatives = 1, int LanesTogether = 1) : IKernelOffer<NoSettings>
{
    public Scheme Scheme => Scheme.Symmetric;

    public string? Lacks(NoSettings settings, KernelRequest request) => null;

    public IBatchKernel Create(NoSettings settings, KernelRequest request) => throw new NotSupportedException("It is only registered.");
}
