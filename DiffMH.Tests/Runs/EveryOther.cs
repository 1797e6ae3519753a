namespace DiffMH.Tests.Runs;

/// <summary>A limit that is reached every other time it is asked.</summary>
internal sealed class EveryOther : IWorkLimit
{
    private int asked;

    public bool IsReached() => asked++ % 2 == 1;
}
