using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Pilots;

/// <summary>Races candidates of one point against its usual settings, and has a winner only where one is better beyond doubt.</summary>
/// <remarks>
/// Each round doubles the chains. A candidate leaves when the interval of its ratio to the best lies above 1; the usual one never leaves. All
/// that is decided, how long chains are and when it ends included, is decided by counted evaluations, so that it follows from the seed.
/// Candidates of which something is known that no number of chains shows, as an infinite variance, do not start.
/// </remarks>
internal sealed class PilotRace
{
    /// <summary>Evaluations that all candidates may take together in all rounds: about a second.</summary>
    public const long MostOfSites = 100_000_000, MostOfOthers = 10_000_000;

    /// <summary>Replicates of 8 chains in the first round, and in the last.</summary>
    private const int FirstReplicates = 2, LastReplicates = 16;

    private const int FewestDraws = 20;

    /// <summary>The share of the work for which chains are made as long as it allows, if nobody leaves before there are chains enough to choose by; what is left is for more.</summary>
    private const decimal Planned = 0.6m;

    /// <summary>How many times shorter than one of the race is a chain that shows what a step takes.</summary>
    private const int Probed = 64;

    private readonly ModelCatalogue catalogue;
    private readonly IWorkLimit limit;
    private readonly long most;
    private readonly ImmutableArray<PilotRun> runs;
    private readonly PilotRun? usual;
    private ImmutableArray<PilotRun> running;
    private int replicates = FirstReplicates;

    /// <summary>A race.</summary>
    /// <param name="catalogue">Where the model is.</param>
    /// <param name="candidates">The candidates, all of one point.</param>
    /// <param name="usual">The settings that stay unless another candidate is better.</param>
    /// <param name="limit">Throws where the choice is no longer wanted.</param>
    public PilotRace(ModelCatalogue catalogue, ImmutableArray<PilotCandidate> candidates, EstimatorSettings usual, IWorkLimit limit)
    {
        (this.catalogue, this.limit) = (catalogue, limit);
        candidates = [.. candidates.Where(candidate => candidate.Doubt is null)];
        var updates = candidates.IsEmpty ? 1 : catalogue.UpdatesPerStep(candidates[0].Spec);
        most = updates > 1 ? MostOfSites : MostOfOthers;
        runs = [.. Chains(candidates, updates).Select(candidate => new PilotRun(candidate))];
        running = runs;
        this.usual = runs.FirstOrDefault(run => (run.Candidate.Estimator.Scheme, run.Candidate.Estimator.Alternatives) == (usual.Scheme, usual.Alternatives));
    }

    /// <summary>Evaluations taken so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Runs the race.</summary>
    /// <returns>The best of those whose ratio to the usual one has an interval below 1; null where there is none, or where the work allowed too few chains to say so.</returns>
    public PilotCandidate? Run()
    {
        while (usual is not null && running.Length > 1 && replicates <= LastReplicates && Expected() <= most - Evaluations)
        {
            foreach (var run in running)
            {
                Advance(run, replicates);
            }

            replicates *= 2;
            running = Left();
        }

        if (usual?.Sample is not { Chains: >= PilotTrial.FewestChains })
        {
            return null;
        }

        var trial = new PilotTrial(running);
        return Ranked(trial).FirstOrDefault(run => trial.Ratio(run, usual, Cost).Upper < 1)?.Candidate;
    }

    private static double Cost(PilotRun run) => run.EvaluationsPerChain;

    /// <summary>Those that compete, the best first.</summary>
    private IOrderedEnumerable<PilotRun> Ranked(PilotTrial trial) => running.Where(run => trial.Judge(run).Standing == Standing.Ranked).OrderBy(run => trial.Product(run, Cost)).ThenBy(run => run.Candidate.Name, StringComparer.Ordinal);

    /// <summary>Those that may still be the best, and the usual one.</summary>
    private ImmutableArray<PilotRun> Left()
    {
        var trial = new PilotTrial(running);
        return Ranked(trial).FirstOrDefault() is { } best
            ? [.. running.Where(run => run == usual || (run.Failure is null && !(trial.Ratio(run, best, Cost).Lower > 1)))]
            : running;
    }

    /// <summary>What the next round takes, as far as those before tell.</summary>
    private double Expected() => running.Where(run => run.Replicates > 0).Sum(run => run.EvaluationsPerChain * (replicates - run.Replicates) * PilotChains.Chains);

    private void Advance(PilotRun run, int to)
    {
        var before = run.Evaluations;
        run.Advance(catalogue, to, limit);
        Evaluations += run.Evaluations - before;
    }

    /// <summary>The candidates with chains so long that enough of all fit into the work.</summary>
    private ImmutableArray<PilotCandidate> Chains(ImmutableArray<PilotCandidate> candidates, int updates)
    {
        var share = Planned * most / PilotTrial.FewestChains;
        var probes = PilotChains.For(candidates, share / Probed, updates, fewestDraws: 1).Select(candidate => new PilotRun(candidate)).ToArray();
        foreach (var probe in probes)
        {
            Advance(probe, 1);
        }

        // Alternatives take evaluations too, and by how many nobody knows before.
        var steps = probes.Sum(probe => (decimal)probe.Replicates * PilotChains.Chains * probe.Candidate.Spec.Chain.Steps * updates);
        var each = Evaluations > steps && steps > 0 ? Evaluations / steps : 1;
        return PilotChains.For(candidates, share / each, updates, FewestDraws);
    }
}
