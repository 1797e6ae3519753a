using DiffMH.Client.Results;
using DiffMH.Tests.Support;
using Parquet;

namespace DiffMH.Tests.Client;

public sealed class ParquetFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_trace_has_a_row_for_each_point_replicate_and_iteration_with_the_same_bits()
    {
        var path = folder.File("trace.parquet");
        await TraceFile.Write(path, Samples.Sweep, Samples.Results, Trace());

        var columns = await Read(path);

        Assert.Equal(
            ["point", "replicate", "iteration", "T", "h", "objective", "objective_mcse", "T_gradient", "T_gradient_mcse", "h_gradient", "h_gradient_mcse", "stopped_by"],
            columns.Keys);
        Assert.Equal(3 * 5 * 2, columns["point"].Length);
        var row = 0;
        foreach (var point in Samples.Sweep.Points)
        {
            var block = Samples.Trace(point.Index, 0, 5);
            for (var i = 0; i < block.Rows; i++, row++)
            {
                var (own, other) = point.Index == 1 ? ("h", "T") : ("T", "h");
                Assert.Equal(point.Index, columns["point"][row]);
                Assert.Equal(block.Replicates[i], columns["replicate"][row]);
                Assert.Equal(block.Iterations[i], columns["iteration"][row]);
                Assert.Equal(block.Row(i)[0], columns[own][row]);
                Assert.Null(columns[other][row]);
                Assert.Equal(block.Row(i)[1], columns["objective"][row]);
                Assert.Equal(double.IsNaN(block.Row(i)[2]) ? null : block.Row(i)[2], columns["objective_mcse"][row]);
                Assert.Equal(block.Row(i)[3], columns[$"{own}_gradient"][row]);
                Assert.Equal(block.Row(i)[4], columns[$"{own}_gradient_mcse"][row]);
                Assert.Null(columns[$"{other}_gradient"][row]);
                Assert.Equal(point.Index == 1 && block.Iterations[i] == 4 ? "wall_time" : null, columns["stopped_by"][row]);
            }
        }
    }

    [Fact]
    public async Task The_points_have_a_row_each_with_axes_estimates_and_diagnostics()
    {
        var path = folder.File("points.parquet");
        await PointsFile.Write(path, Samples.Sweep, Samples.Summary);

        var columns = await Read(path);

        Assert.Equal([0, 1, 2], columns["point"]);
        Assert.Equal([8.0, 12.0, 12.0], columns["model.parameters.L"]);
        Assert.Equal(["same-value", "same-value", "independent"], columns["coupling"]);
        Assert.Equal(["completed", "completed", "failed"], columns["state"]);
        Assert.Equal([600, 4, 17], columns["iterations"]);
        Assert.Equal(["iterations", "wall_time", null], columns["stopped_by"]);
        Assert.Equal([2.33124, null, null], columns["T"]);
        Assert.Equal([0.0042, null, null], columns["T_mcse"]);
        Assert.Equal([0.1 + 0.2, null, null], columns["energy_mean_mcse"]);
        Assert.Equal([76.1, 100.0, null], columns["objective"]);
        Assert.Equal([1200.5, null, null], columns["energy_ess"]);
        Assert.Equal([null, null, "log density is NaN at label 3"], columns["failure"]);
    }

    [Fact]
    public async Task Nothing_unfinished_is_left_behind()
    {
        await PointsFile.Write(folder.File("points.parquet"), Samples.Sweep, Samples.Summary);
        Assert.Equal(["points.parquet"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    private static async IAsyncEnumerable<(PointSpec, TraceBlock)> Trace()
    {
        await Task.Yield();
        foreach (var point in Samples.Sweep.Points)
        {
            yield return (point, Samples.Trace(point.Index, 0, 3));
            yield return (point, Samples.Trace(point.Index, 3, 2));
        }
    }

    /// <summary>All columns of a file with one row group.</summary>
    private static async Task<OrderedDictionary<string, object?[]>> Read(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        using var group = reader.OpenRowGroupReader(0);
        var columns = new OrderedDictionary<string, object?[]>();
        foreach (var field in reader.Schema.GetDataFields())
        {
            var rows = (int)group.RowCount;
            columns.Add(field.Name, field.ClrType == typeof(int) ? await Numbers<int>(rows) : field.ClrType == typeof(double) ? await Numbers<double>(rows) : await Texts(rows));

            async Task<object?[]> Numbers<T>(int count)
                where T : struct
            {
                var cells = new T?[count];
                await group.ReadAsync<T>(field, cells.AsMemory());
                return [.. cells.Select(cell => (object?)cell)];
            }

            async Task<object?[]> Texts(int count)
            {
                var cells = new string?[count];
                await group.ReadAsync(field, cells.AsMemory());
                return cells;
            }
        }

        return columns;
    }
}
