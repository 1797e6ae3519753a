using System.Globalization;

namespace DiffMH.Plugins.Boltzmann;

/// <summary>A graph with numbered edges.</summary>
internal sealed class EdgeList
{
    /// <summary>The largest number of sites.</summary>
    public const int MostSites = 1 << 24;

    private const string Setting = "edges";

    private readonly int[] starts;
    private readonly Bond[] bonds;

    private EdgeList(SiteGraph graph, int[] starts, Bond[] bonds) => (Graph, this.starts, this.bonds) = (graph, starts, bonds);

    /// <summary>The sites, none of them without an edge, and their neighbours.</summary>
    public SiteGraph Graph { get; }

    /// <summary>How many edges there are.</summary>
    public int Count => bonds.Length / 2;

    /// <summary>The edges at a site, in the order of its neighbours.</summary>
    public ReadOnlySpan<Bond> At(int site) => bonds.AsSpan(starts[site], starts[site + 1] - starts[site]);

    /// <summary>The graph in a file. Two sites may have several edges.</summary>
    /// <exception cref="SettingException">It is no list of edges.</exception>
    public static EdgeList Of(DataFile file)
    {
        var ends = Read(file);
        var sites = CountSites(ends);
        var begins = new int[sites + 1];
        foreach (var (a, b) in ends)
        {
            begins[a + 1]++;
            begins[b + 1]++;
        }

        for (var site = 0; site < sites; site++)
        {
            begins[site + 1] += begins[site];
        }

        var (ordered, next) = (new Bond[2 * ends.Length], begins.ToArray());
        for (var edge = 0; edge < ends.Length; edge++)
        {
            Put(ends[edge].A, ends[edge].B, edge);
            Put(ends[edge].B, ends[edge].A, edge);
        }

        return new(new SiteGraph([.. begins], [.. ordered.Select(bond => bond.Site)]), begins, ordered);

        void Put(int site, int neighbour, int edge) => ordered[next[site]++] = new(neighbour, edge);
    }

    /// <summary>One more than the largest number, where every number up to it stands in the file.</summary>
    private static int CountSites((int A, int B)[] ends)
    {
        var largest = ends.Max(edge => Math.Max(edge.A, edge.B));

        // So many edges leave out one of the first 2e + 1 numbers if any: a wrong number asks for no more room than the file has.
        var isMet = new bool[Math.Min(largest, 2 * ends.Length) + 1];
        foreach (var (a, b) in ends)
        {
            isMet[Math.Min(a, isMet.Length - 1)] = true;
            isMet[Math.Min(b, isMet.Length - 1)] = true;
        }

        var missing = Array.IndexOf(isMet, false);
        return missing < 0
            ? largest + 1
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"no edge has site {missing}, but one has site {largest}; number the sites from 0 without gaps, each with an edge"));
    }

    private static (int A, int B)[] Read(DataFile file)
    {
        var table = Parse(file);
        if (table.Columns < 2)
        {
            throw Wrong($"{(table.Columns == 0 ? "no line has a number" : "each line has 1 number")}; each must have an edge, two site numbers");
        }

        var ends = new (int A, int B)[table.Rows];
        for (var row = 0; row < ends.Length; row++)
        {
            ends[row] = (Site(table[row, 0], row), Site(table[row, 1], row));
            if (ends[row].A == ends[row].B)
            {
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"edge {row} joins site {ends[row].A} to itself; its sites must differ"));
            }
        }

        return ends;
    }

    private static NumberTable Parse(DataFile file)
    {
        try
        {
            return file.Numbers;
        }
        catch (FormatException problem)
        {
            throw Wrong(problem.Message);
        }
    }

    private static int Site(double number, int row) => number >= 0 && number < MostSites && Math.Floor(number) == number
        ? (int)number
        : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"edge {row} has the site {number}; sites must be whole numbers from 0 to {MostSites - 1}"));

    private static SettingException Wrong(string problem) => new(Setting, $"in the file {problem}.");
}
