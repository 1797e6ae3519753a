namespace DiffMH.Tests.Kernels;

/// <summary>Wants every call to return at the first opportunity.</summary>
internal sealed class Impatient : IWorkLimit
{
    public bool IsReached() => true;
}
