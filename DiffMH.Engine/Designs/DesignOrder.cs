namespace DiffMH.Engine.Designs;

/// <summary>The order in which points are listed and run. It changes nothing else.</summary>
internal enum DesignOrder
{
    /// <summary>As the design counts them: the last axis fastest.</summary>
    Grid = 0,

    /// <summary>A permutation that the sweep's seed names, so that what has been computed so far is a sample of the whole.</summary>
    Shuffled = 1,
}
