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

    /// <summary>How many are left in the end, beside the best of each method.</summary>
    private const int Finalists = 8;

    private const int FewestDraws = 100;

    private readonly ModelCatalogue catalogue;
    private int done;

    /// <summary>A pilot.</summary>
    /// <param name="catalogue">Where the model is.</param>
    /// <param name="candidates">The candidates, all of one point; chains are shortened where the first round would take too much.</param>
    private Pilot(ModelCatalogue catalogue, ImmutableArray<PilotCandidate> candidates)
    {
        (this.catalogue, Replicates) = (catalogue, 1);
        var updates = candidates.IsEmpty ? 1 : catalogue.UpdatesPerStep(candidates[0].Spec);
        var most = (updates > 1 ? MostUpdatesOfSites : MostUpdatesOfOthers) / PilotChains.Chains;
        Runs = [.. PilotChains.For(candidates, most, updates, FewestDraws).Select(candidate => new PilotRun(candidate))];
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
        return new(catalogue, new CandidateReader(catalogue, point).All());
    }

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
        var board = Leaderboard.ByEvaluations(Runs).Where(row => Running.Contains(row.Run) && row.Standing != Standing.Failed)
            .DistinctBy(row => (row.VarianceEvaluations.Value, row.Gradient[0].Value, row.Run.Evaluations)).ToArray();

        // Whoever looks biased or still goes on as the best of its method only: the verdict is that of the last round, which has most chains.
        var kept = board.Where(row => row.Standing is Standing.Ranked or Standing.Doubtful).Take(Math.Max(Finalists, Running.Length / 2));
        ImmutableArray<PilotRun> next = [.. kept.Union(board.DistinctBy(row => row.Run.Candidate.Estimator.Method)).Select(row => row.Run)];
        IsSettled = next.Length == Running.Length || next.Length <= 1;
        Running = next;
    }
}
