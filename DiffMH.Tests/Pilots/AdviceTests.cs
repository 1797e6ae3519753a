using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Pilots;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Pilots;

/// <summary>What a leaderboard says of the first: it can be followed, and only where there is a first.</summary>
public sealed class AdviceTests
{
    private const string Advice = "To use the best, put this in place of the file's estimator and coupling:\n\n";
    private const string Own = "coupling: { name: residual, strength: 0.25 }\nestimator: { alternatives: 4, wrt: [observation, \"means[1]\"] }\n";

    private static readonly string Text = SweepText.Mixture.With("estimator: { wrt: observation }\n", Own) + "chain: { warmup: 5, draws: 20 }\n";

    [Fact]
    public void Of_every_candidate_the_sections_printed_give_that_candidate_when_they_are_put_into_the_file()
    {
        var pilot = PilotOf.Rounds(1, SweepText.Freeze(Text).Points.Single());
        var board = Board(pilot);
        Assert.Equal(4 + (4 * 3 * 9), board.Candidates.Count);   // residual at both strengths, but no scheme one-sided with two parameters
        foreach (var candidate in board.Candidates)
        {
            var printed = LeaderboardTable.Render(board with { Rivals = 0, Candidates = [candidate with { Rank = 1 }] }).Split(Advice)[1];
            var loading = SweepText.Load(Text.With(Own, printed));
            Assert.True(loading.Errors.IsEmpty, $"{printed}: {string.Join('\n', loading.Errors)}");
            Assert.Equal(Facts(pilot.Runs.Single(run => run.Candidate.Name == candidate.Name).Candidate.Spec), Facts(loading.Sweep!.Points.Single()));
        }
    }

    [Fact]
    public void After_a_few_chains_nobody_is_named_and_after_many_the_first_is()
    {
        var point = PilotOf.Mixture(0.4, """{ "warmup": 50, "draws": 2000 }""");
        var (early, late) = (Board(PilotOf.Rounds(1, point)), Board(PilotOf.Rounds(8, point)));
        Assert.False(early.Settled);
        Assert.InRange(early.Rivals, 1, early.Candidates.Count - 1);
        Assert.Contains($"\nUndecided: {early.Rivals} cannot be told from the first; give it more --seconds.\n", LeaderboardTable.Render(early));
        Assert.DoesNotContain(Advice, LeaderboardTable.Render(early));
        Assert.True(late.Settled);
        Assert.Equal(0, late.Rivals);
        Assert.Contains($"{Advice}estimator: {{ method: covariance, wrt: [observation] }}\n", LeaderboardTable.Render(late));
        Assert.DoesNotContain("Undecided", LeaderboardTable.Render(late));
    }

    [Theory]
    [InlineData(1.01, false, Standing.Ranked, 0)]
    [InlineData(0.99, false, Standing.Ranked, 1)]
    [InlineData(0.99, true, Standing.Ranked, 0)]   // as good as the first
    [InlineData(0.07, true, Standing.Ranked, 1)]   // few candidates are settled by eight chains: nobody is dropped
    [InlineData(0.07, false, Standing.Disqualified, 0)]
    [InlineData(double.NaN, false, Standing.Ranked, 0)]
    public void A_rival_is_who_may_be_better_and_in_the_end_who_may_be_twice_as_good(double lower, bool isSettled, Standing standing, int rivals)
    {
        var run = PilotOf.Rounds(0, PilotOf.Mixture(0.4, """{ "draws": 20 }""")).Runs[0];
        var first = new LeaderboardRow(run, Standing.Ranked, Reason: null, [], Interval.Unknown, Interval.Unknown, double.NaN) { Ratio = new(1, 1, 1) };
        Assert.Equal(rivals, LeaderboardDocument.CountRivals([first, first with { Standing = standing, Ratio = new(1.5, lower, 50) }], isSettled));
    }

    private static LeaderboardDocument Board(Pilot pilot)
    {
        var sweep = SweepText.Freeze(Text);
        return LeaderboardDocument.Of(sweep, sweep.Points.Single(), pilot);
    }

    private static string Facts(PointSpec point) =>
        $"{point.Estimator.Method} {point.Estimator.Scheme} {point.Estimator.Pruning} {point.Estimator.Alternatives} {point.Estimator.Steps} {string.Join(' ', point.Estimator.Wrt)} {point.Coupling} {point.CouplingStrength}";
}
