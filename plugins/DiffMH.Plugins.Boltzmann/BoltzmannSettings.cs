namespace DiffMH.Plugins.Boltzmann;

/// <summary>Settings of a Boltzmann machine.</summary>
public sealed record BoltzmannSettings
{
    private EdgeList? graph;

    /// <summary>Which sites are coupled.</summary>
    [Setting("edges", "a text file with an edge in each line: the numbers of its two sites, from 0, in the first two columns")]
    public DataFile Edges { get; init; } = null!;

    /// <summary>Couplings.</summary>
    [Setting("J", "coupling of each edge, in the order of the file, or one for all")]
    public Parameters J { get; init; }

    /// <summary>Fields.</summary>
    [Setting("h", "field on each site, or one for all; none where it is absent", Optional = true)]
    public Parameters H { get; init; }

    /// <summary>The graph, read once for all that is made of one point.</summary>
    /// <exception cref="SettingException">The file is no list of edges.</exception>
    internal EdgeList Graph => graph ??= EdgeList.Of(Edges);
}
