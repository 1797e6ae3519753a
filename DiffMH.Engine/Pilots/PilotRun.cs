using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Pilots;

/// <summary>The chains of one candidate, replicate after replicate.</summary>
/// <param name="candidate">The candidate.</param>
public sealed class PilotRun(PilotCandidate candidate)
{
    /// <summary>Chains of one replicate.</summary>
    public const int ChainsPerReplicate = PilotChains.Chains;

    /// <summary>A candidate that takes more evaluations for an update of the primal chain is given up: with M alternatives there are at most M + a few.</summary>
    private const int MostEvaluations = 100;

    /// <summary>Of a chain, this part is tried first where all alternatives are kept.</summary>
    private const int Probed = 16;

    private readonly List<double> rows = [];

    /// <summary>The candidate.</summary>
    public PilotCandidate Candidate { get; } = candidate;

    /// <summary>Replicates run so far.</summary>
    public int Replicates { get; private set; }

    /// <summary>Evaluations of the density so far, alternatives and differences included; updates of chains where the kernel does not count them.</summary>
    public long Evaluations { get; private set; }

    /// <summary>What the chains say; null while they have not run, and after a failure.</summary>
    public PilotSample? Sample { get; private set; }

    /// <summary>Why it cannot be used, in a sentence; null where it can.</summary>
    public string? Failure { get; private set; }

    /// <summary>Evaluations of one chain.</summary>
    public double EvaluationsPerChain => (double)Evaluations / (Replicates * PilotChains.Chains);

    /// <summary>Seconds of one chain, the least of all rounds: compilation and whatever else the machine does only make it more. NaN where nobody measured.</summary>
    public double SecondsPerChain { get; private set; } = double.NaN;

    /// <summary>Runs on to so many replicates.</summary>
    /// <param name="catalogue">Where the model is.</param>
    /// <param name="replicates">How many there are to be.</param>
    /// <param name="limit">Throws where the work is no longer wanted. It must not interrupt: what is counted would depend on where.</param>
    public void Advance(ModelCatalogue catalogue, int replicates, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        try
        {
            if (Replicates == 0 && Candidate.Estimator.Pruning == Pruning.None)
            {
                Probe(catalogue, limit);
            }

            var model = catalogue.Bind(Candidate.Spec with { Replicates = replicates });
            var problem = PointProblem.Of(model);
            var kernel = model.CreateKernel();
            for (; Replicates < replicates && Failure is null; Replicates++)
            {
                Run(problem, kernel, Replicates, limit);
            }

            if (Failure is null)
            {
                (Sample, Failure) = PilotSample.Of(problem, [.. rows]);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The plugin's code may throw anything; an estimator may refuse what it meets, as the score does kinks.
            Failure = exception.Message;
        }

        Sample = Failure is null ? Sample : null;
    }

    /// <summary>Takes down how long the last call took; measured by the caller, for the engine has no clock.</summary>
    /// <param name="seconds">Seconds of one thread.</param>
    /// <param name="chains">How many chains it ran.</param>
    public void Took(double seconds, int chains) => SecondsPerChain = double.MinNumber(SecondsPerChain, seconds / chains);

    /// <summary>Runs a part of a chain: where alternatives do not meet it and all are kept, the work of a whole one would grow with the square of its length.</summary>
    private void Probe(ModelCatalogue catalogue, IWorkLimit limit)
    {
        var chain = Candidate.Spec.Chain;
        var model = catalogue.Bind(Candidate.Spec with { Chain = chain with { Chains = 1, Warmup = (int)(chain.Steps / Probed), Draws = 1 } });
        GiveUpCostly(Run(model.CreateKernel(), [new(0, 0, 1, model.Theta.Initial)], limit));
    }

    /// <summary>Runs a batch if it is still wanted: a kernel asks every 65,536 updates, which the one chain of a batch may never come to.</summary>
    private static BatchOutcome Run(IBatchKernel kernel, ImmutableArray<ReplicateSlice> batch, IWorkLimit limit)
    {
        _ = limit.IsReached();
        return kernel.Run(new(ChainPass.At(0), batch, Continuation: null), limit);
    }

    private void GiveUpCostly(BatchOutcome outcome)
    {
        if (outcome.Evaluations > MostEvaluations * outcome.Updates)
        {
            Failure = $"takes more than {MostEvaluations} evaluations for each update of the chain: it follows more alternatives than are worth it";
        }
    }

    private void Run(PointProblem problem, IBatchKernel kernel, int replicate, IWorkLimit limit)
    {
        var around = new ShiftedTheta(problem);
        var slices = around.Around(Vector.Wrap(problem.InitialWrt())).Select(theta => new ReplicateSlice(replicate, 0, problem.Groups, theta));
        var sums = new List<double>();
        foreach (var batch in problem.DivideWhole([.. slices], groupsPerBatch: 1))
        {
            var outcome = Run(kernel, batch, limit);
            sums.AddRange(outcome.Sums.Values);
            Evaluations += outcome.Evaluations > 0 ? outcome.Evaluations : outcome.Updates;
            GiveUpCostly(outcome);
            if (Failure is not null)
            {
                return;
            }
        }

        rows.AddRange(around.ByGroup(sums.ToArray())[..^problem.Shared]);
    }
}
