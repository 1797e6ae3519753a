namespace DiffMH.Engine.Pilots;

/// <summary>What a leaderboard makes of a candidate.</summary>
public enum Standing
{
    /// <summary>It competes.</summary>
    Ranked = 0,

    /// <summary>Its variance is infinite on such targets, or it may not see what moves there, so that what was measured means little: shown behind those that compete.</summary>
    Doubtful = 1,

    /// <summary>It has no scatter where others do, in too few chains to say that it never has.</summary>
    Undecided = 2,

    /// <summary>It does not estimate the derivative: it differs from the best unbiased one, or never scatters.</summary>
    Disqualified = 3,

    /// <summary>It could not be run.</summary>
    Failed = 4,
}
