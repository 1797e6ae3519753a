namespace DiffMH;

/// <summary>A suggested change of one site.</summary>
/// <param name="Site">The site, 0 … Sites − 1.</param>
/// <param name="Value">The value suggested for it.</param>
/// <param name="ReflectCoin">Whether the accept/reject coin is 1 − u instead of the primal chain's u.</param>
public readonly record struct SiteMove(int Site, int Value, bool ReflectCoin = false);
