using System.Globalization;
using System.Text;

namespace DiffMH.Benchmarks.Many;

/// <summary>A graph with a coupling on each edge, as a data file: sites of both ends, coupling.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Sites">How many sites.</param>
/// <param name="Edges">How many edges.</param>
/// <param name="File">The file.</param>
internal sealed record SpinGraph(string Name, int Sites, int Edges, DataFile File)
{
    /// <summary>The same coupling everywhere, where one parameter is all couplings.</summary>
    public const double Coupling = 0.3;

    private const ulong Seed = 20230613;

    /// <summary>The periodic square lattice.</summary>
    /// <param name="side">L; there are L² sites and 2 L² edges.</param>
    public static SpinGraph Torus(int side)
    {
        var text = new StringBuilder();
        for (var site = 0; site < side * side; site++)
        {
            var row = site / side * side;
            text.Append(CultureInfo.InvariantCulture, $"{site} {row + ((site + 1) % side)} {Coupling}\n{site} {(site + side) % (side * side)} {Coupling}\n");
        }

        return new($"{side} x {side}", side * side, 2 * side * side, FileOf(text));
    }

    /// <summary>A random graph: a ring, so that each site has an edge, and edges between any two sites, each once; couplings between 0.05 and 0.15.</summary>
    /// <param name="sites">How many sites.</param>
    /// <param name="edges">How many edges, at least as many.</param>
    public static SpinGraph Random(int sites, int edges)
    {
        var stream = RandomSource.For(Seed, new byte[32], 0).Open(0, ChainPass.At(0), StreamRole.Start);
        var (text, seen) = (new StringBuilder(), new HashSet<(int, int)>());
        while (seen.Count < edges)
        {
            var (one, other) = seen.Count < sites ? (seen.Count, (seen.Count + 1) % sites) : (stream.NextIndex(sites), stream.NextIndex(sites));
            if (one != other && seen.Add((Math.Min(one, other), Math.Max(one, other))))
            {
                text.Append(CultureInfo.InvariantCulture, $"{one} {other} {0.05 + (0.1 * stream.NextUniform()):F6}\n");
            }
        }

        return new("random", sites, edges, FileOf(text));
    }

    private static DataFile FileOf(StringBuilder text) => DataFile.Of(Encoding.UTF8.GetBytes(text.ToString()));
}
