using DiffMH.Client;
using DiffMH.Client.Sources;

namespace DiffMH.Tests.Client;

public sealed class SweepFinderTests
{
    private static readonly SweepEntry[] Sweeps =
    [
        Entry("3f2a000000000000", "ising", RunState.Running),
        Entry("3f2b000000000000", "ising-long", RunState.Completed),
        Entry("0c00000000000000", "gmm", RunState.Paused),
        Entry("0d00000000000000", "gmm", RunState.Completed),
        Entry("9900000000000000", "3f2b", RunState.Cancelled),
    ];

    [Theory]
    [InlineData("3f2a", "3f2a000000000000")]
    [InlineData("3F2A", "3f2a000000000000")]
    [InlineData("0d00000000000000", "0d00000000000000")]
    [InlineData("ising", "3f2a000000000000")]
    [InlineData("ising-", "3f2b000000000000")]
    [InlineData("3f2b", "9900000000000000")]
    [InlineData("99", "9900000000000000")]
    public void A_whole_id_or_name_goes_before_the_beginning_of_one(string wanted, string id) =>
        Assert.Equal(id, SweepFinder.Find(Sweeps, wanted, "the store").Id);

    [Theory]
    [InlineData("3f2", "3f2a000000000000", "3f2b000000000000", "9900000000000000")]
    [InlineData("is", "3f2a000000000000", "3f2b000000000000")]
    [InlineData("gmm", "0c00000000000000", "0d00000000000000")]
    public void What_may_mean_several_lists_them(string wanted, params string[] candidates)
    {
        var refusal = Assert.Throws<CommandException>(() => SweepFinder.Find(Sweeps, wanted, "the store"));
        Assert.Equal(ExitCode.Usage, refusal.Code);
        Assert.Contains($"'{wanted}' may be any of {candidates.Length} sweeps", refusal.Message);
        Assert.Equal(candidates, refusal.Message.Split('\n')[1..].Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public void Sweeps_of_one_name_are_told_apart_by_when_they_were_submitted()
    {
        var later = Sweeps[3] with { Submitted = new DateTimeOffset(2026, 11, 27, 5, 30, 0, TimeSpan.Zero) };
        var refusal = Assert.Throws<CommandException>(() => SweepFinder.Find([Sweeps[2], later], "gmm", "the store", zone: TimeZoneInfo.Utc));
        Assert.EndsWith("\n  0c00000000000000  gmm  paused     submitted 1970-01-01 00:00\n  0d00000000000000  gmm  completed  submitted 2026-11-27 05:30", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_in_messages_name_the_store_that_was_asked()
    {
        var refusal = Assert.Throws<CommandException>(() => SweepFinder.Find([], "potts", "sqlite:x.db", new("sqlite:x.db")));
        Assert.EndsWith("diffmh submit FILE --store sqlite:x.db", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_means_none_says_what_there_is()
    {
        var refusal = Assert.Throws<CommandException>(() => SweepFinder.Find(Sweeps, "potts", "sqlite:x.db"));
        Assert.Equal(ExitCode.Usage, refusal.Code);
        Assert.Contains("sqlite:x.db", refusal.Message);
        Assert.Contains("0c00000000000000  gmm         paused", refusal.Message);
        Assert.Contains("diffmh submit FILE", Assert.Throws<CommandException>(() => SweepFinder.Find([], "potts", "sqlite:x.db")).Message);
    }

    [Fact]
    public void A_long_list_is_cut_short()
    {
        SweepEntry[] many = [.. Enumerable.Range(0, 100).Select(i => Entry($"{i:x16}", $"sweep-{i}", RunState.Completed))];
        Assert.Contains("and 90 more: diffmh list", Assert.Throws<CommandException>(() => SweepFinder.Find(many, "0000", "the store")).Message);
    }

    private static SweepEntry Entry(string id, string name, RunState state) => new(id, name, DateTimeOffset.UnixEpoch, state, 2, 1, 0, 0.5);
}
