namespace DiffMH;

/// <summary>
/// How the next site and its new value are suggested. The value's law is symmetric, q(v → v′) = q(v′ → v), unless the proposal is an
/// <see cref="IAsymmetricValue"/>.
/// </summary>
public interface ISiteProposal
{
    /// <summary>The site of one update.</summary>
    /// <param name="update">The update's place within its sweep-of-sites, 0 … Sites − 1.</param>
    /// <param name="stream">Where the randomness comes from, and nothing else.</param>
    int NextSite(int update, ref RandomStream stream);

    /// <summary>The value suggested for a site; the present value means that nothing changes.</summary>
    /// <param name="value">The site's present value.</param>
    /// <param name="stream">Where the randomness comes from, and nothing else.</param>
    int NextValue(int value, ref RandomStream stream);
}
