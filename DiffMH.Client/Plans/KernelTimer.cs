using DiffMH.Engine.Models;

namespace DiffMH.Client.Plans;

/// <summary>Times kernels by running them for a moment at the parameters a point begins with.</summary>
/// <param name="catalogue">The models.</param>
/// <param name="time">The clock.</param>
internal sealed class KernelTimer(ModelCatalogue catalogue, TimeProvider time)
{
    /// <summary>How long one measurement takes.</summary>
    public static TimeSpan Measured { get; } = TimeSpan.FromMilliseconds(60);

    /// <summary>The code gets faster while it is compiled in the background: measured again until it no longer does, at most so often.</summary>
    private const int MostMeasurements = 10;

    /// <summary>Compilation begins about 100 ms after the code began to run.</summary>
    private const int LeastMeasurements = 5;

    /// <summary>By how much a measurement must be faster than the one before to be followed by another.</summary>
    private const double Faster = 1.1;

    private readonly Dictionary<PointSpec, double> speeds = [];

    /// <summary>How many kernels were timed.</summary>
    public int Kernels => speeds.Count;

    /// <summary>Updates per second of one thread at a point.</summary>
    /// <exception cref="Exception">What the plugin's code throws.</exception>
    public double UpdatesPerSecond(PointSpec point)
    {
        var kind = Kind(point);
        if (!speeds.TryGetValue(kind, out var speed))
        {
            speeds.Add(kind, speed = Measure(point));
        }

        return speed;
    }

    /// <summary>The point without what does not change the time of an update.</summary>
    private static PointSpec Kind(PointSpec point) => point with
    {
        Index = 0, Identity = "", StreamKey = "", Settings = "", Objective = new("", ObjectiveGoal.Evaluate), Optimizer = null, Replicates = 1, Stop = null, Output = null,
        Estimator = point.Estimator with { Wrt = default, Scheme = Scheme.Symmetric },
        Chain = point.Chain with { Chains = 1, Draws = 1, Warmup = 0, Thin = 1 },
    };

    private double Measure(PointSpec point)
    {
        var model = catalogue.Bind(point);
        var kernel = model.CreateKernel();
        var slice = new ReplicateSlice(0, 0, 1, model.Theta.Initial);
        var (before, speed) = (0.0, Run(kernel, slice));
        for (var i = 2; i <= MostMeasurements && (i <= LeastMeasurements || speed > Faster * before); i++)
        {
            (before, speed) = (speed, Math.Max(speed, Run(kernel, slice)));
        }

        return speed;
    }

    private double Run(IBatchKernel kernel, ReplicateSlice slice)
    {
        var limit = new Deadline(time, Measured);
        long updates = 0;
        byte[]? continuation = null;
        do
        {
            var outcome = kernel.Run(new(ChainPass.At(0), [slice], continuation), limit);
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
