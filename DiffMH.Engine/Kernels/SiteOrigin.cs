namespace DiffMH.Engine.Kernels;

/// <summary>Fills the sites a chain starts from.</summary>
/// <param name="sites">One value per site.</param>
/// <param name="stream">The chain's start stream.</param>
public delegate void SiteOrigin(Span<byte> sites, ref RandomStream stream);
