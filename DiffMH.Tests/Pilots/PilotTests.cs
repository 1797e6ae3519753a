using DiffMH.Engine.Pilots;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Pilots;

public sealed class PilotTests
{
    private static readonly PointSpec Point = PilotOf.Mixture(0.4, """{ "warmup": 20, "draws": 200 }""");

    [Fact]
    public void Counted_ranks_and_all_numbers_follow_from_the_seed()
    {
        var (first, second) = (PilotOf.Rounds(4, Point), PilotOf.Rounds(4, Point));
        Assert.Equal(Facts(first), Facts(second));
        Assert.NotEqual(Facts(first), Facts(PilotOf.Rounds(4, Point with { Seed = Point.Seed + 1 })));
    }

    [Fact]
    public void Further_rounds_add_chains_and_change_none()
    {
        var (few, many) = (PilotOf.Rounds(1, Point), PilotOf.Rounds(3, Point));
        foreach (var (before, after) in few.Runs.Zip(many.Runs).Where(pair => pair.Second.Sample!.Chains > 8 && pair.First.Candidate.FollowsAlternatives))
        {
            // Pseudo-values depend on all chains through the objective's curvature; what is counted does not.
            Assert.Equal(before.Candidate.Name, after.Candidate.Name);
            Assert.True(after.Evaluations > before.Evaluations);
            Assert.Equal(before.EvaluationsPerChain, after.EvaluationsPerChain, 0.2 * before.EvaluationsPerChain);
        }
    }

    [Fact]
    public void All_candidates_have_the_same_primal_chains() =>
        Assert.Single(PilotOf.Rounds(1, Point).Runs.Select(run => run.Sample!.Diagnostics.Acceptance).Distinct());

    [Fact]
    public void The_chains_are_not_those_of_the_sweep_itself() =>
        Assert.All(PilotOf.Rounds(1, Point).Runs, run => Assert.NotEqual(Point.StreamKey, run.Candidate.Spec.StreamKey));

    [Fact]
    public void Halves_are_dropped_until_few_are_left_and_the_best_of_each_method_stays()
    {
        var pilot = PilotOf.Rounds(8, Point);
        Assert.True(pilot.IsSettled);
        Assert.InRange(pilot.Running.Length, 8, 12);
        Assert.Equal(Enum.GetValues<EstimatorMethod>(), pilot.Running.Select(run => run.Candidate.Estimator.Method).Distinct().Order());
        Assert.All(pilot.Running, run => Assert.Equal(pilot.Running.Max(other => other.Replicates), run.Replicates));
    }

    [Fact]
    public void Every_combination_that_the_reader_accepts_is_a_candidate_once()
    {
        var candidates = PilotOf.Rounds(0, Point).Runs.Select(run => run.Candidate).ToArray();
        Assert.Equal(candidates.Length, candidates.Select(candidate => candidate.Name).Distinct().Count());

        // Couplings residual, independent-residual, independent; 4 schemes; 2 prunings with 4 numbers of alternatives, and none.
        Assert.Equal(3 * 4 * ((2 * 4) + 1), candidates.Count(candidate => candidate.FollowsAlternatives));
        Assert.Equal(4, candidates.Count(candidate => !candidate.FollowsAlternatives));
    }

    [Fact]
    public void The_points_own_coupling_is_a_candidate_at_its_strength_and_in_full_and_the_others_in_full()
    {
        var point = PilotOf.Mixture(0.4, """{ "draws": 200 }""", """, "coupling": { "name": "residual", "strength": 0.25 }""");
        var specs = PilotOf.Rounds(0, point).Runs.Select(run => run.Candidate).Where(candidate => candidate.FollowsAlternatives).ToArray();
        Assert.Equal(
            [("independent", null), ("independent-residual", null), ("residual", null), ("residual", 0.25)],
            specs.Select(candidate => (candidate.Spec.Coupling, candidate.Spec.CouplingStrength)).Distinct().Order());
        Assert.Contains("dmh residual at strength 0.25 symmetric weight 4", specs.Select(candidate => candidate.Name));
        Assert.Contains("dmh residual symmetric weight 4", specs.Select(candidate => candidate.Name));
    }

    [Fact]
    public void What_is_left_to_a_pilot_is_chosen_for_the_coupling_as_it_is()
    {
        var point = PilotOf.Mixture(0.4, """{ "draws": 200 }""", """, "coupling": { "name": "residual", "strength": 0.25 }""");
        var candidates = new CandidateReader(BuiltPlugins.Catalogue, point).Of(ChosenSettings.Alternatives);
        Assert.NotEmpty(candidates);
        Assert.All(candidates, candidate => Assert.Equal(("residual", 0.25), (candidate.Spec.Coupling, candidate.Spec.CouplingStrength)));
    }

    [Theory]
    [InlineData(0.2, 0.01)]    // a twentieth
    [InlineData(0.99, 0.005)]  // half the way to 1
    public void A_step_that_the_file_does_not_give_stays_in_the_range_of_the_parameter(double share, double expected) =>
        Assert.Equal(expected, Assert.Single(PilotOf.Rounds(0, PilotOf.Contamination(share)).Runs, run => run.Candidate.Estimator.Method == EstimatorMethod.FiniteDifference).Candidate.Estimator.Steps[0], 1e-12);

    [Theory]
    [InlineData(8, true)]
    [InlineData(1, false)]
    public void A_baseline_is_a_candidate_where_the_sweep_has_other_chains_to_take_it_from(int replicates, bool isCandidate)
    {
        var point = PilotOf.Mixture(0.4, """{ "chains": 1, "draws": 200 }""", $$""", "replicates": { "count": {{replicates}} }""");
        Assert.Equal(isCandidate, PilotOf.Rounds(0, point).Runs.Any(run => run.Candidate.Estimator.Method == EstimatorMethod.Score));
    }

    [Fact]
    public void Long_chains_of_many_candidates_are_shortened_and_short_ones_are_not()
    {
        var chain = PilotOf.Rounds(0, Point with { Chain = Point.Chain with { Draws = 1_000_000_000 } }).Runs[0].Candidate.Spec.Chain;
        Assert.InRange(chain.Draws, 1000, 1_000_000);
        Assert.Equal(Point.Chain.Warmup, chain.Warmup);
        Assert.Equal(Point.Chain with { Chains = 8 }, PilotOf.Rounds(0, Point).Runs[0].Candidate.Spec.Chain);
    }

    [Fact]
    public void Before_each_chain_it_is_asked_whether_the_work_is_still_wanted()
    {
        var pilot = PilotOf.Rounds(0, Point);
        var patience = new Asked(most: 5);
        Assert.Throws<OperationCanceledException>(() => pilot.Advance(pilot.Running.First(run => run.Candidate.Estimator.Method == EstimatorMethod.Covariance), patience));
        Assert.Equal(6, patience.Times);
    }

    private sealed class Asked(int most) : IWorkLimit
    {
        public int Times { get; private set; }

        public bool IsReached() => ++Times > most ? throw new OperationCanceledException() : false;
    }

    private static string[] Facts(Pilot pilot) => [.. Leaderboard.ByEvaluations(pilot.Runs).Select(row => $"{row.Candidate.Name} {row.VarianceEvaluations} {row.Bias:R} {row.Run.Evaluations}")];
}
