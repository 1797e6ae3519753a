using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Client.Plans;

/// <summary>Times kernels by running them for a moment at the parameters a point begins with.</summary>
/// <remarks>
/// A sweep has few kernels as code and, with ten thousand settings, as many kinds of them. A new code is timed until it is compiled; of
/// the kinds of one code some are timed, evenly spread over the sweep, and the others taken to be as fast as those are on average.
/// </remarks>
/// <param name="catalogue">The models.</param>
/// <param name="time">The clock.</param>
internal sealed class KernelTimer(ModelCatalogue catalogue, TimeProvider time)
{
    /// <summary>How long one measurement takes.</summary>
    public static TimeSpan Measured { get; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How many kinds are timed in all, or one of each code where there are more codes.</summary>
    private const int TimedKinds = 5;

    /// <summary>The code gets faster while it is compiled in the background: measured again until it no longer does, at most so often.</summary>
    private const int MostMeasurements = 60;

    /// <summary>How many measurements it must stay as fast for that: compilation begins about 100 ms after the code began to run.</summary>
    private const int Settled = 7;

    /// <summary>The same for real vectors, whose loops are compiled twice, each time after a third of a second at one speed, and are ten to thirty times as fast in the end.</summary>
    private const int SettledVectors = 14;

    /// <summary>Groups of the generic kernel that are run: a batch has as many where there are.</summary>
    private const int GroupsAtOnce = 8;

    /// <summary>By how much a measurement must be faster than the one before to be followed by another.</summary>
    private const double Faster = 1.1;

    private readonly Dictionary<PointSpec, double> secondsPerUpdate = [];

    /// <summary>How many kernels were timed.</summary>
    public int Timed { get; private set; }

    /// <summary>How many there are.</summary>
    public int Kernels => secondsPerUpdate.Count;

    /// <summary>Why kernels could not be timed, each reason once.</summary>
    public HashSet<string> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>Times the kernels of these points.</summary>
    public void Time(IEnumerable<PointSpec> points)
    {
        var codes = points.DistinctBy(Kind).GroupBy(Code).ToArray();
        foreach (var code in codes)
        {
            TimeCode([.. code], Math.Max(1, TimedKinds / codes.Length));
        }
    }

    /// <summary>Seconds of one thread for an update at one of these points; NaN where its kernel cannot be timed.</summary>
    public double SecondsPerUpdate(PointSpec point) => secondsPerUpdate[Kind(point)];

    /// <summary>The point without what does not change the time of an update.</summary>
    private static PointSpec Kind(PointSpec point) => point with
    {
        Index = 0, Identity = "", StreamKey = "", Settings = "", Objective = point.Objective with { Name = "", Goal = ObjectiveGoal.Evaluate }, Optimizer = null, Stop = null, Output = null,
        Estimator = point.Estimator with { Wrt = default, Scheme = Scheme.Symmetric, Steps = default, Chosen = ChosenSettings.None },
        Chain = point.Chain with { Chains = point.Estimator.Kernel is null ? 1 : point.Chain.Chains, Draws = 1, Warmup = 0, Thin = 1 },
        Replicates = point.Estimator.Kernel is null ? 1 : point.Replicates,   // a kernel of the model's own may take as long for few chains as for many
    };

    /// <summary>What decides which code runs.</summary>
    private static (PluginReference, string, string?, string, string, bool, bool, PluginReference?) Code(PointSpec point) =>
        (point.Plugin, point.Model, point.Estimator.Kernel, point.Proposal, point.Coupling, point.CouplingStrength is null, point.Objective.Expression is null, point.CouplingPlugin);

    private void TimeCode(PointSpec[] kinds, int most)
    {
        var timed = Math.Min(kinds.Length, most);
        for (var i = 0; i < timed; i++)
        {
            var point = kinds[(int)((long)i * kinds.Length / timed)];
            secondsPerUpdate[Kind(point)] = 1 / UpdatesPerSecond(point, isCompiled: i > 0);
        }

        Timed += timed;
        var all = kinds.Select(Kind).ToArray();
        var mean = all.Select(kind => secondsPerUpdate.GetValueOrDefault(kind, double.NaN)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        foreach (var kind in all)
        {
            secondsPerUpdate.TryAdd(kind, mean);
        }
    }

    private double UpdatesPerSecond(PointSpec point, bool isCompiled)
    {
        try
        {
            return Measure(point, isCompiled);
        }
        catch (Exception failure)
        {
            // The plugin's code may throw anything; the rest of the plan is right all the same.
            Failures.Add($"{point.Plugin.Id}/{point.Model} failed when it was timed, and will when it is run: {failure.Message}");
            return double.NaN;
        }
    }

    private double Measure(PointSpec point, bool isCompiled)
    {
        var model = catalogue.Bind(point);
        var kernel = model.CreateKernel();
        var slices = Slices(point, model);
        var speed = Run(kernel, slices);
        if (isCompiled)
        {
            return model.LanesTogether > 1 ? Run(kernel, slices) : speed;   // the first has touched its memory
        }

        var shape = catalogue.Find(point.Plugin)!.Models.First(model => model.Name == point.Model).Shape;
        var settled = shape == ModelShape.Vectors ? SettledVectors : Settled;
        for (var (i, last) = (1, 0); i < MostMeasurements && i - last <= settled; i++)
        {
            var now = Run(kernel, slices);
            (last, speed) = (now > Faster * speed ? i : last, Math.Max(now, speed));
        }

        return speed;
    }

    /// <summary>Some groups, as the engine moves lanes of real vectors together; of lanes that the model's kernel computes together as many as a batch has.</summary>
    private static ImmutableArray<ReplicateSlice> Slices(PointSpec point, PointModel model)
    {
        var replicates = Math.Min(point.Replicates, 1 + ((model.LanesTogether - 1) / point.Chain.Chains));
        return model.LanesTogether == 1
            ? [new(0, 0, Math.Min(point.Chain.Groups, GroupsAtOnce), model.Theta.Initial)]
            : [.. Enumerable.Range(0, replicates).Select(replicate => new ReplicateSlice(replicate, 0, point.Chain.Groups, model.Theta.Initial))];
    }

    private double Run(IBatchKernel kernel, ImmutableArray<ReplicateSlice> slices)
    {
        var limit = new Deadline(time, Measured);
        long updates = 0;
        byte[]? continuation = null;
        do
        {
            var outcome = kernel.Run(new(ChainPass.At(0), slices, continuation), limit);
            updates += outcome.Updates;
            continuation = outcome.Continuation;
        }
        while (!limit.IsReached());
        return updates / limit.Elapsed.TotalSeconds;
    }

    private sealed class Deadline(TimeProvider time, TimeSpan span) : IWorkLimit
    {
        private readonly long start = time.GetTimestamp();

        public TimeSpan Elapsed => time.GetElapsedTime(start);

        public bool IsReached() => Elapsed >= span;
    }
}
