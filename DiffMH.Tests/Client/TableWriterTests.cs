using System.Text.Json;
using DiffMH.Client.Results;

namespace DiffMH.Tests.Client;

public sealed class TableWriterTests
{
    [Fact]
    public async Task Csv_quotes_what_would_break_a_line_and_leaves_empty_cells_empty()
    {
        var output = new StringWriter();
        await Write(new CsvRows(output));
        Assert.Equal(
            "point,T,\"a,b\"\n0,0.30000000000000004,plain\n1,,\"say \"\"no\"\", or\nnot\"\n2,5E-324,\n3,Infinity,ü\n",
            output.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Json_has_an_object_for_each_row_with_the_same_keys_and_numbers_that_round_trip(bool inLines)
    {
        var output = new StringWriter();
        await Write(new JsonRows(output, inLines));
        using var document = JsonDocument.Parse(inLines ? $"[{string.Join(',', output.ToString().TrimEnd().Split('\n'))}]" : output.ToString());
        var rows = document.RootElement.EnumerateArray().ToArray();

        Assert.All(rows, row => Assert.Equal(["point", "T", "a,b"], row.EnumerateObject().Select(cell => cell.Name)));
        Assert.Equal([0, 1, 2, 3], rows.Select(row => row.GetProperty("point").GetInt32()));
        Assert.Equal(0.1 + 0.2, rows[0].GetProperty("T").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("T").ValueKind);
        Assert.Equal(double.Epsilon, rows[2].GetProperty("T").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[3].GetProperty("T").ValueKind);
        Assert.Equal(["plain", "say \"no\", or\nnot", null, "ü"], rows.Select(row => row.GetProperty("a,b").GetString()));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "[\n]\n")]
    public async Task A_table_without_rows_is_a_whole_file(bool inLines, string expected)
    {
        var output = new StringWriter();
        await new ColumnTable().Write(new JsonRows(output, inLines), _ => Task.CompletedTask);
        Assert.Equal(expected, output.ToString());
    }

    [Fact]
    public async Task Rows_leave_memory_as_they_are_written()
    {
        var table = new ColumnTable();
        var column = table.Count("row");
        var most = 0;
        await table.Write(new CsvRows(TextWriter.Null), async flush =>
        {
            for (var row = 0; row < 100_000; row++)
            {
                column.Set(table.Rows, row);
                table.EndRow();
                await flush();
                most = Math.Max(most, table.Rows);
            }
        });
        Assert.InRange(most, 1, 1 << 12);
    }

    private static Task Write(ITableWriter writer)
    {
        var table = new ColumnTable();
        var (point, number, text) = (table.Count("point"), table.Number("T"), table.Text("a,b"));
        return table.Write(writer, async flush =>
        {
            foreach (var (row, value, word) in new[] { (0, 0.1 + 0.2, "plain"), (1, double.NaN, "say \"no\", or\nnot"), (2, double.Epsilon, null), (3, double.PositiveInfinity, "ü") })
            {
                point.Set(table.Rows, row);
                number.Set(table.Rows, value);
                if (word is not null)
                {
                    text.Set(table.Rows, word);
                }

                table.EndRow();
                await flush();
            }
        });
    }
}
