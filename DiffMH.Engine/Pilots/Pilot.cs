using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Pilots;

/// <summary>Runs candidates for a while and drops the worse half, again and again, so that the good ones get most of the work.</summary>
/// <remarks>
/// Successive halving (Karnin, Koren and Somekh 2013): each round doubles the chains of those that are left. Halves are made by variance ×
/// counted evaluations and never by time, so that the numbers of every round follow from the seed. Of candidates that gave the same numbers
/// for the same work, as a pruning does where there is always a free place, one goes on; and the best of each method stays to the end, to be compared with. Rounds can go on when nobody is dropped any more; the caller, who has a clock, says when it is enough.
/// </remarks>
public sealed class Pilot
{
    /// <summary>Updates of primal chains in the first round: an update of a site takes 5 to 20 ns, an evaluation of a density on vectors ten times as long.</summary>
    private const decimal MostUpdatesOfSites = 2e8m, MostUpdatesOfOthers = 2e7m;

    private readonly ModelCatalogue catalogue;
    private readonly int finalists;
    private int done;

    /// <summary>A pilot.</summary>
    /// <param name="catalogue">Where the model is.</param>
    /// <param name="candidates">The candidates, all of one point.</param>
    /// <param name="finalists">How many are left in the end, beside the best of each method.</param>
    /// <param name="firstReplicates">Replicates of 8 chains in the first round.</param>
    /// <param name="work">The share of the first round's usual bound on work that this one may take; chains are shortened where they take more.</param>
    private Pilot(ModelCatalogue catalogue, ImmutableArray<PilotCandidate> candidates, int finalists, int firstReplicates, decimal work)
    {
        (this.catalogue, this.finalists, Replicates) = (catalogue, finalists, firstReplicates);
        var updates = candidates.IsEmpty ? 1 : catalogue.UpdatesPerStep(candidates[0].Spec);
        var most = (updates > 1 ? MostUpdatesOfSites : MostUpdatesOfOthers) * work / (firstReplicates * PilotChains.Chains);
        Runs = [.. PilotChains.For(candidates, most, updates).Select(candidate => new PilotRun(candidate))];
        Running = Runs;
    }

    /// <summary>All candidates.</summary>
    public ImmutableArray<PilotRun> Runs { get; }

    /// <summary>Those that are in the present round.</summary>
    public ImmutableArray<PilotRun> Running { get; private set; }

    /// <summary>Rounds completed.</summary>
    public int Rounds { get; private set; }

    /// <summary>How many replicates each has at the end of the present round.</summary>
    public int Replicates { get; private set; }

    /// <summary>Chains that each runs in the present round.</summary>
    public int NewChains => (Replicates - done) * PilotChains.Chains;

    /// <summary>Whether nobody will be dropped any more: further rounds make the numbers sharper.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>The pilot over everything that fits a point.</summary>
    /// <param name="catalogue">Where its model is, with the point's data files.</param>
    /// <param name="point">The point; its parameters are those it starts from.</param>
    public static Pilot Of(ModelCatalogue catalogue, PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(point);
        return new(catalogue, new CandidateReader(catalogue, point).All(), finalists: 8, firstReplicates: 1, work: 1);
    }

    /// <summary>The pilot over given candidates of a point.</summary>
    internal static Pilot Among(ModelCatalogue catalogue, ImmutableArray<PilotCandidate> candidates) => new(catalogue, candidates, finalists: 1, firstReplicates: 2, work: 0.25m);

    /// <summary>Runs one of <see cref="Running"/> to the end of the round.</summary>
    /// <param name="run">Which.</param>
    /// <param name="limit">Throws where the work is no longer wanted.</param>
    public void Advance(PilotRun run, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(run);
        run.Advance(catalogue, Replicates, limit);
    }

    /// <summary>Ends the round, when all of <see cref="Running"/> have advanced: drops the worse half.</summary>
    public void EndRound()
    {
        Rounds++;
        done = Replicates;
        Replicates *= 2;
        var board = Leaderboard.ByEvaluations(Runs).Where(row => Running.Contains(row.Run) && !double.IsNaN(row.VarianceEvaluations.Value))
            .DistinctBy(row => (row.VarianceEvaluations.Value, row.Gradient[0].Value, row.Run.Evaluations)).ToArray();

        // Whoever looks biased goes on as the best of its method only: the verdict is that of the last round, which has most chains.
        var kept = board.Where(row => row.Standing != Standing.Disqualified).Take(Math.Max(finalists, Running.Length / 2));
        var best = finalists == 1 ? [] : board.DistinctBy(row => row.Run.Candidate.Estimator.Method);
        ImmutableArray<PilotRun> next = [.. kept.Union(best).Select(row => row.Run)];
        IsSettled = next.Length == Running.Length || next.Length <= 1;
        Running = next;
    }
}
