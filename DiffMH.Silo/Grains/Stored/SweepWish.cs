namespace DiffMH.Silo.Grains.Stored;

/// <summary>What its user wants of a sweep that has not ended. Stored: numbers are never reused.</summary>
internal enum SweepWish
{
    /// <summary>To be at work.</summary>
    Work = 0,

    /// <summary>To rest until it is resumed.</summary>
    Pause = 1,

    /// <summary>To be given up.</summary>
    Cancel = 2,
}
