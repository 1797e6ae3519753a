using System.Collections.Immutable;
using DiffMH.Engine.Pilots;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Pilots;

public sealed class LeaderboardTests
{
    private const string LongChain = """{ "warmup": 50, "draws": 2000 }""";

    [Fact]
    public void On_the_label_of_a_mixture_the_covariance_identity_is_first()
    {
        var board = PilotOf.Board(6, PilotOf.Mixture(0.4, LongChain));
        Assert.Equal((EstimatorMethod.Covariance, Standing.Ranked), (board[0].Candidate.Estimator.Method, board[0].Standing));
        var second = board.First(row => row.Candidate.Estimator.Method == EstimatorMethod.Dmh);
        Assert.True(second.Ratio.Lower > 1, $"dmh is not clearly behind: {second.Ratio}");
        Assert.All(board.Where(row => row.Candidate.Estimator.Method is EstimatorMethod.Score or EstimatorMethod.ScorePlain), row => Assert.True(row.Ratio.Lower > 10));
    }

    [Fact]
    public void For_the_step_of_a_random_walk_dmh_is_first_and_the_covariance_identity_no_candidate()
    {
        var board = PilotOf.Board(6, PilotOf.Walk(2.38));
        Assert.Equal((EstimatorMethod.Dmh, Scheme.Symmetric, Standing.Ranked), (board[0].Candidate.Estimator.Method, board[0].Candidate.Estimator.Scheme, board[0].Standing));
        Assert.DoesNotContain(board, row => row.Candidate.Estimator.Method is EstimatorMethod.Covariance or EstimatorMethod.Score or EstimatorMethod.ScorePlain);
        Assert.True(board.Single(row => row.Candidate.Estimator.Method == EstimatorMethod.FiniteDifference).Ratio.Lower > 1);
    }

    [Fact]
    public void Where_the_support_moves_unseen_dmh_is_first_and_what_sees_nothing_is_disqualified()
    {
        var board = PilotOf.Board(5, PilotOf.Ring(1e-6));
        Assert.Equal((EstimatorMethod.Dmh, Standing.Ranked), (board[0].Candidate.Estimator.Method, board[0].Standing));
        Statistically.Agrees(32, board[0].Gradient[0], "derivative of E[x^2] in the share, far from 0", board[0].Run.Sample!.Chains);
        Statistically.Differs(0, board[0].Gradient[0], "what the covariance identity says");

        var covariance = Row(board, EstimatorMethod.Covariance);
        Assert.Equal((Standing.Disqualified, 0.0, 0.0), (covariance.Standing, covariance.Gradient[0].Value, covariance.Gradient[0].Error));
        Assert.Contains("has no scatter in share in 128 chains, where others scatter", covariance.Reason);
        Assert.Equal(Standing.Disqualified, Row(board, EstimatorMethod.FiniteDifference).Standing);
    }

    [Fact]
    public void What_has_no_scatter_in_few_chains_goes_on_and_is_not_disqualified_before_there_are_more()
    {
        foreach (var (rounds, chains, standing) in new[] { (1, 8, Standing.Undecided), (3, 32, Standing.Undecided), (4, 64, Standing.Disqualified) })
        {
            var covariance = Row(PilotOf.Board(rounds, PilotOf.Ring(1e-6)), EstimatorMethod.Covariance);
            Assert.Equal((standing, chains), (covariance.Standing, covariance.Run.Sample!.Chains));
            Assert.Contains($"in {chains} chains", covariance.Reason);
        }
    }

    [Fact]
    public void So_it_is_on_the_shipped_model_of_contaminated_data()
    {
        var board = PilotOf.Board(4, PilotOf.Contamination(1e-6));
        Assert.Equal((EstimatorMethod.Dmh, Standing.Ranked), (board[0].Candidate.Estimator.Method, board[0].Standing));
        Assert.Equal(Standing.Disqualified, Row(board, EstimatorMethod.Covariance).Standing);
    }

    [Fact]
    public void Where_chains_see_the_ring_the_covariance_identity_is_not_disqualified_and_no_more_than_doubtful()
    {
        var board = PilotOf.Board(5, PilotOf.Ring(0.5));
        Assert.Equal(Standing.Doubtful, Row(board, EstimatorMethod.Covariance).Standing);
        Assert.Equal(Standing.Ranked, board[0].Standing);
        Assert.DoesNotContain(board, row => row.Standing == Standing.Ranked && row.Candidate is { FollowsAlternatives: true, Estimator.Scheme: Scheme.Accept });
    }

    [Fact]
    public void An_identity_for_stationary_chains_is_disqualified_on_short_ones_and_not_on_long_ones()
    {
        var board = PilotOf.Board(10, PilotOf.Mixture(8, """{ "warmup": 0, "draws": 4 }"""));
        var hasty = Row(board, EstimatorMethod.Covariance);
        Assert.Equal(Standing.Disqualified, hasty.Standing);
        Assert.Matches(@"^differs from .* by -?\d+\.\d standard errors; of \d+ comparisons the largest may be [345]\.\d$", hasty.Reason);
        Assert.Contains($"of {board.Count(row => row.Run.Sample!.Chains >= 64) - 1} comparisons", hasty.Reason);   // those dropped before are not judged, nor the reference
        Assert.True(Math.Abs(hasty.Bias) > 4);
        Assert.Equal(Standing.Ranked, Row(PilotOf.Board(6, PilotOf.Mixture(8, LongChain)), EstimatorMethod.Covariance).Standing);
    }

    [Theory]
    [InlineData(3, Standing.Ranked)]
    [InlineData(4, Standing.Disqualified)]
    public void From_fewer_than_64_chains_nobody_is_said_to_be_biased(int rounds, Standing standing)
    {
        // A quotient across half of the magnet's curve, far below its slope in the middle.
        var point = PilotOf.Ising(field: 0.1);
        var board = PilotOf.Board(rounds, point with { Chain = point.Chain with { Draws = 400 }, Estimator = point.Estimator with { Steps = Vector.Of(5) } });
        var quotient = Row(board, EstimatorMethod.FiniteDifference);
        Assert.Equal((standing, 8 << (rounds - 1)), (quotient.Standing, quotient.Run.Sample!.Chains));
        Assert.True(Math.Abs(quotient.Bias) > 5, $"{quotient.Bias} standard errors");
    }

    [Fact]
    public void No_unbiased_candidate_is_disqualified_on_the_label_of_a_mixture() =>
        Assert.All(PilotOf.Board(4, PilotOf.Mixture(0.4, LongChain)).Where(row => row.Candidate.IsUnbiased), row => Assert.Equal(Standing.Ranked, row.Standing));

    [Fact]
    public void Infinite_variance_is_marked_on_continuous_targets_and_not_on_labels()
    {
        var walks = PilotOf.Board(1, PilotOf.Walk(2.38)).Where(row => row.Standing == Standing.Doubtful).ToArray();
        Assert.All(walks, row => Assert.Contains("its variance is infinite", row.Reason));
        Assert.Equal([Scheme.OneSided, Scheme.Reject], walks.Select(row => row.Candidate.Estimator.Scheme).Distinct().Order());
        Assert.DoesNotContain(PilotOf.Board(1, PilotOf.Mixture(0.4, LongChain)), row => row.Standing == Standing.Doubtful);
    }

    [Fact]
    public void An_estimator_that_refuses_what_it_meets_fails_alone()
    {
        var board = PilotOf.Board(1, PilotOf.Ising(field: 0));
        var score = Row(board, EstimatorMethod.Score);
        Assert.Equal(Standing.Failed, score.Standing);
        Assert.Contains("kink", score.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Standing.Ranked, board[0].Standing);
        Assert.Equal(Standing.Ranked, Row(PilotOf.Board(1, PilotOf.Ising(field: 0.1)), EstimatorMethod.Score).Standing);
    }

    private static LeaderboardRow Row(ImmutableArray<LeaderboardRow> board, EstimatorMethod method) => board.Single(row => row.Candidate.Estimator.Method == method);
}
