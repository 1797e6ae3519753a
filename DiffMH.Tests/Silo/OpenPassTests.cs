using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Plugins;

namespace DiffMH.Tests.Silo;

/// <summary>A pass gives the same rows however it is divided, and where a part of it comes from the store.</summary>
public sealed class OpenPassTests
{
    private static readonly ModelCatalogue Catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    private static readonly PointProblem Problem = PointProblem.Of(Catalogue.Bind(SweepOf.LongIsingOf(draws: 1, Catalogue).Points[0]));

    private static readonly ImmutableArray<ReplicateSlice> Slices = [.. Enumerable.Range(0, 3).Select(replicate => new ReplicateSlice(replicate, 0, Problem.Groups, Problem.InitialTheta))];

    private static readonly double[] Whole = Rows([.. Slices]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void Rows_do_not_depend_on_the_division(int groupsPerBatch)
    {
        var (pass, rows) = Open(ChainPass.Final);
        pass.Divide(rest => Problem.Divide(rest, groupsPerBatch));
        Finish(pass);
        Assert.Equal(Whole, rows);
    }

    [Fact]
    public void What_nobody_has_taken_can_be_divided_again_while_batches_are_out()
    {
        var (pass, rows) = Open(ChainPass.Final);
        pass.Divide(rest => Problem.Divide(rest, 2));
        Assert.True(pass.TryTake(out var late));
        pass.Divide(rest => Problem.Divide(rest, 4));
        Finish(pass);
        pass.Collect(late, Sums(late));
        Assert.Equal(Whole, rows);
    }

    [Fact]
    public void What_was_stored_with_holes_is_taken_over_and_only_the_rest_is_run()
    {
        var (before, _) = Open(ChainPass.Final);
        before.Divide(rest => Problem.Divide(rest, 2));
        Assert.True(before.TryTake(out _));   // lost
        Assert.True(before.TryTake(out var done));
        before.Collect(done, Sums(done));

        var (pass, rows) = Open(ChainPass.Final);
        pass.Restore(before.ToStored());
        var groups = Slices.Sum(slice => slice.Groups);
        Assert.Equal(groups - 2, pass.Rest.Sum(slice => slice.Groups));
        pass.Divide(rest => Problem.Divide(rest, 3));
        Assert.Equal(groups - 2, Finish(pass));
        Assert.Equal(Whole, rows);
    }

    [Fact]
    public void What_was_stored_of_another_pass_is_not_taken_over()
    {
        var (before, _) = Open(ChainPass.At(0));
        before.Divide(rest => Problem.Divide(rest, 100));
        Finish(before);
        var (pass, _) = Open(ChainPass.Final);
        pass.Restore(before.ToStored());
        Assert.False(pass.HasDone);
    }

    [Fact]
    public void What_was_stored_at_another_parameter_is_not_taken_over()
    {
        var (before, _) = Open(ChainPass.Final);
        before.Divide(rest => Problem.Divide(rest, 100));
        Finish(before);
        var theta = Problem.InitialTheta.Values.ToArray();
        theta[^1] = Math.BitIncrement(theta[^1]);
        var pass = new OpenPass(Problem, ChainPass.Final, [.. Slices[..2], Slices[2] with { Theta = Vector.Of(theta) }], new double[Whole.Length]);
        pass.Restore(before.ToStored());
        Assert.False(pass.HasDone);
    }

    [Fact]
    public void A_kernel_that_returns_too_few_sums_fails()
    {
        var (pass, _) = Open(ChainPass.Final);
        pass.Divide(rest => Problem.Divide(rest, 2));
        Assert.True(pass.TryTake(out var batch));
        var failure = Assert.Throws<BatchFailedException>(() => pass.Collect(batch, Vector.Of([.. Sums(batch).Values[1..]])));
        Assert.Contains($"{Problem.Numbers(batch.Slices)} are right for its slices", failure.Failure.Message, StringComparison.Ordinal);
    }

    private static (OpenPass Pass, double[] Rows) Open(ChainPass pass)
    {
        var rows = new double[Problem.Numbers(Slices)];
        return (new(Problem, pass, Slices, rows), rows);
    }

    /// <summary>Runs all that is left.</summary>
    /// <returns>How many groups that was.</returns>
    private static int Finish(OpenPass pass)
    {
        var groups = 0;
        while (pass.TryTake(out var batch))
        {
            pass.Collect(batch, Sums(batch));
            groups += batch.Slices.Sum(slice => slice.Groups);
        }

        return groups;
    }

    private static Vector Sums(PassBatch batch) => Vector.Of(Rows(batch.Slices));

    /// <summary>A kernel's sums, told by the numbers of replicate, group and column.</summary>
    private static double[] Rows(ImmutableArray<ReplicateSlice> slices) =>
    [
        .. from slice in slices
           from @group in Enumerable.Range(slice.FirstGroup, slice.Groups)
           from column in Enumerable.Range(0, Problem.Layout.Width)
           select (slice.Replicate * 1e6) + (@group * 1e3) + column + 1,
    ];
}
