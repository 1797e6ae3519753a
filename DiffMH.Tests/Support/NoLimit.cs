namespace DiffMH.Tests.Support;

/// <summary>Lets a kernel run to the end.</summary>
internal sealed class NoLimit : IWorkLimit
{
    public bool IsReached() => false;
}
