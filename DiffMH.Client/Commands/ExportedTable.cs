namespace DiffMH.Client.Commands;

/// <summary>Which table is exported.</summary>
public enum ExportedTable
{
    /// <summary>One row for each point.</summary>
    Points = 0,

    /// <summary>One row for each point, replicate and iteration.</summary>
    Trace = 1,

    /// <summary>One row for each component of gradients that have too many to be columns.</summary>
    Gradient = 2,
}
