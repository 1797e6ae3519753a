namespace DiffMH.Client.Progress.Live;

/// <summary>In which order the points stand on the screen.</summary>
internal enum PointOrder
{
    /// <summary>As in the sweep.</summary>
    Point = 0,

    /// <summary>Those at work first, then those that wait, then those that have ended; as in the sweep within, for rows that change places cannot be read.</summary>
    Progress = 1,

    /// <summary>The best objective first: the largest, or the smallest where it is minimised.</summary>
    Value = 2,

    /// <summary>The largest gradient first, in its standard errors.</summary>
    Signal = 3,
}
