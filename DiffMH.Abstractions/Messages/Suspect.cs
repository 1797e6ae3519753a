namespace DiffMH;

/// <summary>Lanes that were computed by silos that died, and have not been computed to their end since. They may have been the reason.</summary>
/// <param name="Batch">The lanes, as they were computed when the last of these silos died.</param>
/// <param name="Deaths">How many silos died with some of these lanes in flight.</param>
/// <param name="DeathsAlone">How many of them, the last ones, computed nothing else, and were in the same call.</param>
[GenerateSerializer, Immutable]
public sealed record Suspect([property: Id(0)] BatchInFlight Batch, [property: Id(1)] int Deaths, [property: Id(2)] int DeathsAlone)
{
    /// <summary>
    /// Whether these lanes were the reason, as far as anybody can tell: three silos died with them in flight, two of these with nothing else to
    /// compute and in the very same call, and never in between did that call return, or the lanes come to their end.
    /// </summary>
    public bool IsConvicted => Deaths >= 3 && DeathsAlone >= 2;
}
