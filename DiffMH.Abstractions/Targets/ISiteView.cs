namespace DiffMH;

/// <summary>The values on the sites of one chain, read only; how they are stored is the engine's business.</summary>
public interface ISiteView
{
    /// <summary>The value on a site, 0 … <see cref="SiteSpace.Values"/> − 1.</summary>
    int this[int site] { get; }
}
