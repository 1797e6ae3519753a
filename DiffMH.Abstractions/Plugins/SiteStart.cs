namespace DiffMH;

/// <summary>Fills the sites a chain starts from.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
/// <param name="settings">The model's settings.</param>
/// <param name="sites">One value per site, to fill. It must not depend on θ.</param>
/// <param name="stream">The chain's start stream.</param>
public delegate void SiteStart<in TSettings>(TSettings settings, Span<byte> sites, ref RandomStream stream);
