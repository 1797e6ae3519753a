namespace DiffMH;

/// <summary>In which order a sweep-of-sites visits the sites.</summary>
public enum SiteOrder
{
    /// <summary>Each update visits an independent, uniformly chosen site.</summary>
    Random,

    /// <summary>Each sweep visits every site once, in the order of their numbers.</summary>
    Sequential,
}
