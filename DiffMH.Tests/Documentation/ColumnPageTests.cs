using System.Text.RegularExpressions;
using DiffMH.Client.Results;
using DiffMH.Tests.Client;

namespace DiffMH.Tests.Documentation;

/// <summary>The columns that <c>docs/results.md</c> describes are those that are written.</summary>
public sealed partial class ColumnPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "results.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Of_points()
    {
        var first = Samples.Summary.Points[0] with { Convergence = new(200, new(0.1, 0.2), new() { ["T"] = new(0.01, 0.02) }) };
        var header = new Header();
        await PointsFile.Write(header, Samples.Sweep, Samples.Summary with { Points = [first, .. Samples.Summary.Points.Skip(1)] });
        Compare("`points.parquet`, and", header.Columns);
    }

    [Fact]
    public async Task Of_the_trace()
    {
        var header = new Header();
        await TraceFile.Write(header, Samples.Sweep, Samples.Results, AsyncEnumerable.Empty<(PointSpec, TraceBlock)>());
        Compare("`trace.parquet`, and", header.Columns);
    }

    private static void Compare(string heading, IReadOnlyCollection<string> written)
    {
        var described = Described(heading).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(written);
        Assert.Equal(described.Order(StringComparer.Ordinal), written.Select(Pattern).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>A column's name with the placeholders of the page for what the sample sweep has.</summary>
    private static string Pattern(string column) =>
        column is "model.parameters.L" or "coupling" ? "AXIS" : Observable().Replace(Parameter().Replace(column, "PARAMETER"), "OBSERVABLE");

    private static IEnumerable<string> Described(string heading)
    {
        var from = Page.IndexOf(heading, StringComparison.Ordinal);
        var table = Page[Page.IndexOf("| --- | --- |\n", from, StringComparison.Ordinal)..];
        return table[..table.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n')[1..].SelectMany(row => Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex("^[Th](?=$|_)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^energy(\^2)?(?=_)")]
    private static partial Regex Observable();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    /// <summary>Keeps what columns a table has.</summary>
    private sealed class Header : ITableWriter
    {
        public IReadOnlyCollection<string> Columns { get; private set; } = [];

        public int RowsAtOnce => 1000;

        public Task Begin(IReadOnlyCollection<TableColumn> columns)
        {
            Columns = [.. columns.Select(column => column.Name)];
            return Task.CompletedTask;
        }

        public Task Write(IReadOnlyCollection<TableColumn> columns, int rows) => Task.CompletedTask;

        public Task End() => Task.CompletedTask;
    }
}
