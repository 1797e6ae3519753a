using System.Collections.Immutable;
using DiffMH.Engine.Pilots;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Pilots;

/// <summary>The pilot behind settings that are left open: what it may take, and what it may choose.</summary>
public sealed class PilotRaceTests
{
    /// <summary>A round is expected to take what those before took, which is known to some per cent.</summary>
    private const double Tolerance = 1.05;

    private static readonly PointSpec Lattice = PilotOf.Ising(field: 0.1, side: 12);
    private static readonly PointSpec Walk = PilotOf.Walk(2.38);

    [Theory]
    [InlineData(12, 200)]
    [InlineData(12, 100_000)]
    [InlineData(64, 100_000)]
    public void All_rounds_of_all_candidates_together_take_bounded_work_on_lattices(int side, int draws)
    {
        var point = PilotOf.Ising(field: 0.1, side);
        AssertBounded(point with { Chain = point.Chain with { Warmup = 100, Draws = draws } }, PilotRace.MostOfSites, draws > 1000);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1_000_000)]
    public void So_they_do_on_vectors(int draws) => AssertBounded(Walk with { Chain = Walk.Chain with { Draws = draws } }, PilotRace.MostOfOthers, draws > 1000);

    [Fact]
    public void The_winner_and_the_work_follow_from_the_seed()
    {
        var (first, second) = (Race(Lattice), Race(Lattice));
        Assert.Equal((first.Run()?.Name, first.Evaluations), (second.Run()?.Name, second.Evaluations));
    }

    [Fact]
    public void On_a_lattice_in_words_one_alternative_is_clearly_beaten_and_the_best_of_all_stays()
    {
        var hot = PilotOf.Ising(field: 0.1, side: 12, temperature: 6);   // where more alternatives help most
        var winner = Race(hot).Run();
        Assert.True(winner?.Alternatives > 1, winner?.Name ?? "nothing beats one alternative");
        Assert.Null(new PilotRace(BuiltPlugins.Catalogue, Candidates(hot), winner!.Estimator, new Unlimited()).Run());
    }

    [Fact]
    public void Settings_that_are_no_candidate_are_not_replaced() =>
        Assert.Null(new PilotRace(BuiltPlugins.Catalogue, Candidates(Lattice), Lattice.Estimator with { Alternatives = 5 }, new Unlimited()).Run());

    private static void AssertBounded(PointSpec point, long most, bool isShortened)
    {
        var race = Race(point);
        race.Run();
        Assert.InRange(race.Evaluations, isShortened ? most / 4 : 1, (long)(Tolerance * most));
    }

    private static PilotRace Race(PointSpec point) => new(BuiltPlugins.Catalogue, Candidates(point), point.Estimator, new Unlimited());

    private static ImmutableArray<PilotCandidate> Candidates(PointSpec point) =>
        new CandidateReader(BuiltPlugins.Catalogue, point).Of(ChosenSettings.Scheme | ChosenSettings.Alternatives);
}
