namespace DiffMH.Engine.Pilots;

/// <summary>What a leaderboard makes of a candidate.</summary>
public enum Standing
{
    /// <summary>It competes.</summary>
    Ranked = 0,

    /// <summary>Its variance is infinite on such targets, so that the one measured means little: shown behind those that compete.</summary>
    Doubtful = 1,

    /// <summary>It does not estimate the derivative: it differs from the best unbiased one, or never scatters.</summary>
    Disqualified = 2,

    /// <summary>It could not be run.</summary>
    Failed = 3,
}
