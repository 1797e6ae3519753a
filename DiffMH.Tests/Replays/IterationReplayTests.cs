using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Replays;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Runs;
using DiffMH.Tests.Silo;

namespace DiffMH.Tests.Replays;

/// <summary>Iterations computed again from a trace alone: the same where nothing was changed, and another where one bit was.</summary>
public sealed class IterationReplayTests
{
    private static readonly ModelCatalogue Catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    private static string OfIsing(Action<JsonNode> change)
    {
        var document = JsonNode.Parse(SweepOf.Ising)!;
        change(document);
        return document.ToJsonString();
    }

    public static TheoryData<string, string> Sweeps { get; } = new()
    {
        { "optimising", SweepOf.Ising },
        { "every estimator", SweepOf.Estimators },
        { "an expression, coordinates and clipping", SweepOf.Expressions[0] },
        { "labels in gradient mode", SweepOf.Expressions[1] },
        { "a parameter of the proposal", SweepOf.Expressions[2] },
        { "a thinned trace", OfIsing(sweep => sweep["output"] = new JsonObject { ["trace_thin"] = 4 }) },
        { "a stop rule", OfIsing(sweep => sweep["stop"] = new JsonObject { ["gradient_below_noise"] = 100 }) },
        { "a large step and stochastic gradient descent", OfIsing(sweep => sweep["optimizer"] = JsonNode.Parse("""{ "name": "sgd", "learning_rate": 0.5, "iterations": 12, "bounds": { "T": [3.9, 4.1] } }""")) },
    };

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void A_trace_that_nobody_touched_is_found_the_same(string what, string document)
    {
        foreach (var (model, result, trace) in Run(document))
        {
            var found = Replay(model, result, trace, out var steps);
            Assert.True(found.IsEmpty, $"{what}, point {model.Spec.Index}: {found.FirstOrDefault()}");
            Assert.Equal(what == "a thinned trace" ? model.Spec.Replicates : trace.Sum(block => block.Rows), steps);
        }
    }

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void One_bit_of_any_number_is_found_where_it_is(string what, string document)
    {
        var (model, result, trace) = Run(document).First();
        foreach (var place in new[] { 0, trace.Length / 2, trace.Length - 1 })
        {
            for (var column = 0; column < trace[place].Width; column++)
            {
                var row = trace[place].Rows - 1;
                var spoiled = trace.SetItem(place, Flip(trace[place], row, column));
                var found = Replay(model, result, spoiled, out _);
                Assert.True(found.Any(difference => Is(difference, spoiled[place], row)), $"{what}: column {column} of iteration {spoiled[place].Iterations[row]} is changed, and found is {string.Join(", ", found)}");
            }
        }
    }

    [Fact]
    public void Where_the_sums_are_others_the_digest_tells_and_where_there_is_none_the_numbers_do()
    {
        var (model, result, trace) = Run(SweepOf.Ising).First();
        var block = trace[3];
        var otherSums = block with { Digests = [.. block.Digests.Select((digest, row) => row == 1 ? digest ^ 1 : digest)] };
        Assert.Equal((3, 1, "sums"), Assert.Single(Replay(model, result, trace.SetItem(3, otherSums), out _).Select(found => (found.Iteration, found.Replicate!.Value, found.What))));

        var old = trace.Select(rows => rows with { Digests = default }).ToImmutableArray();
        Assert.Empty(Replay(model, result, old, out _));
        var spoiled = Replay(model, result, old.SetItem(3, Flip(old[3], 1, 1)), out _);
        Assert.Equal((3, 1, "objective"), (spoiled[0].Iteration, spoiled[0].Replicate!.Value, spoiled[0].What));
        Assert.NotEqual(double.Parse(spoiled[0].Stored, System.Globalization.CultureInfo.InvariantCulture), double.Parse(spoiled[0].Recomputed, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_step_that_leads_elsewhere_is_found_without_a_chain()
    {
        var (model, result, trace) = Run(SweepOf.Ising).First();
        var steps = new StepReplay(PointProblem.Of(model), result);
        var found = trace.SetItem(20, Flip(trace[20], 2, 0)).SelectMany(block => steps.Take(block)).ToArray();
        Assert.Equal((20, 2, "T"), Assert.Single(found.Select(difference => (difference.Iteration, difference.Replicate!.Value, difference.What))));
    }

    [Fact]
    public void Rows_that_are_missing_are_found()
    {
        var (model, result, trace) = Run(SweepOf.Ising).First();
        ReplayDifference[] Found(IEnumerable<TraceBlock> blocks)
        {
            var steps = new StepReplay(PointProblem.Of(model), result);
            ReplayDifference[] found = [.. blocks.SelectMany(block => steps.Take(block))];
            return [.. found, .. steps.Missing is { } missing ? [missing] : Array.Empty<ReplayDifference>()];
        }

        Assert.Empty(Found(trace));
        Assert.Equal((20, (int?)null, "rows"), Place(Found(trace.RemoveAt(20)).First()));
        Assert.Equal((20, (int?)2, "row"), Place(Found(trace.SetItem(20, trace[20].First(2))).First()));
        Assert.Equal((70, (int?)null, "rows"), Place(Assert.Single(Found(trace[..^1]))));
        Assert.Equal((70, (int?)null, "rows"), Place(Assert.Single(Found([]))));

        static (int, int?, string) Place(ReplayDifference difference) => (difference.Iteration, difference.Replicate, difference.What);
    }

    [Fact]
    public void A_replicate_that_failed_has_no_further_row_and_none_is_missed()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        TraceBlock[] trace = [.. FakePoints.Run(run, FakePoints.Kernel(problem, (replicate, pass, row) => row[SumsLayout.Moments] = (replicate, pass.Iteration) == (1, 2) ? double.NaN : row[SumsLayout.Moments]), passes: 7)];
        var steps = new StepReplay(problem, run.Result());
        Assert.Empty(trace.SelectMany(block => steps.Take(block)));
        Assert.Null(steps.Missing);
        Assert.Equal((2, 17), (trace[3].Rows, steps.Compared));   // three times 3, four times 2
    }

    [Fact]
    public void A_result_that_its_last_pass_does_not_give_is_found()
    {
        var (model, result, trace) = Run(SweepOf.Ising).First();
        var moment = result.Moments[0];
        var other = result with { Moments = result.Moments.SetItem(0, moment with { Value = Math.BitIncrement(moment.Value) }) };
        var found = Assert.Single(Replay(model, other, trace, out _));
        Assert.Equal((70, (int?)null, "moments.energy.value"), (found.Iteration, found.Replicate, found.What));
    }

    [Fact]
    public void A_sample_is_named_by_the_seed_and_has_about_its_share()
    {
        var key = Convert.ToHexStringLower(Support.TestSeed.Key("replay"));
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(iteration => new ReplaySample(Support.TestSeed.Base, 0.05).Draw(key, iteration))];
        Assert.Equal(draws, Enumerable.Range(0, 10_000).Select(iteration => new ReplaySample(Support.TestSeed.Base, 1).Draw(key, iteration)));
        Assert.NotEqual(draws[0], new ReplaySample(Support.TestSeed.Base + 1, 0.05).Draw(key, 0));

        // 500 expected with a standard deviation of √(10 000 · 0.05 · 0.95) = 21.8; five of them.
        Assert.InRange(draws.Count(new ReplaySample(Support.TestSeed.Base, 0.05).Takes), 391, 609);
        Assert.All(draws, draw => Assert.True(new ReplaySample(Support.TestSeed.Base, 1).Takes(draw)));
    }

    /// <summary>Found in the row itself, or, where the objective's gradient leads the next step elsewhere, right behind it.</summary>
    private static bool Is(ReplayDifference found, TraceBlock spoiled, int row) => found.Iteration == spoiled.Iterations[row] && found.Replicate == spoiled.Replicates[row];

    private static ImmutableArray<ReplayDifference> Replay(PointModel model, PointResult result, IEnumerable<TraceBlock> trace, out int compared)
    {
        var problem = PointProblem.Of(model);
        var (replay, steps, kernel) = (new IterationReplay(problem, result), new StepReplay(problem, result), model.CreateKernel());
        ImmutableArray<ReplayDifference> found = [.. trace.SelectMany(block => steps.Take(block).AddRange(replay.Run(block, kernel, new Unlimited())))];
        found = steps.Missing is { } missing ? found.Add(missing) : found;
        compared = steps.Compared;
        return found;
    }

    private static IEnumerable<(PointModel Model, PointResult Result, ImmutableArray<TraceBlock> Trace)> Run(string document)
    {
        foreach (var point in SweepOf.Freeze(document, Catalogue).Points)
        {
            var model = Catalogue.Bind(point);
            var outcome = LocalRun.Run([LocalPoint.Of(model)]).Points.Single();
            yield return (model, outcome.Result, [.. outcome.Trace.SelectMany(block => block.ByIteration())]);
        }
    }

    private static TraceBlock Flip(TraceBlock block, int row, int column)
    {
        var numbers = block.Numbers.Values.ToArray();
        ref var number = ref numbers[(row * block.Width) + column];
        number = double.IsNaN(number) ? 0 : BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(number) ^ 1);
        return block with { Numbers = Vector.Wrap(numbers) };
    }
}
