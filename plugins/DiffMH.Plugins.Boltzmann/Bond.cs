namespace DiffMH.Plugins.Boltzmann;

/// <summary>An edge as one of its sites sees it. What an update reads stands side by side: on a million edges that is what its time goes into.</summary>
/// <param name="Site">The other site.</param>
/// <param name="Edge">The edge's number.</param>
internal readonly record struct Bond(int Site, int Edge);
