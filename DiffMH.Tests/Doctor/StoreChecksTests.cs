using System.Net;
using DiffMH.Client;
using DiffMH.Client.Commands;
using DiffMH.Client.Doctor;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Tests.Doctor;

/// <summary>What <c>doctor</c> says of a store and of ports, and how it ends.</summary>
public sealed class StoreChecksTests
{
    private static readonly StoreAddress File = StoreAddress.Sqlite("state.db");
    private static readonly StoreAddress Server = StoreAddress.TryParse("redis://10.0.0.7", ".")!;
    private static readonly StoreFacts Good = new(TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(0.25), Obstacle: null, FreeBytes: 20L << 30, Clock: null, []);

    [Fact]
    public void A_good_store_is_well()
    {
        Assert.Equal(
            [Finding.Ok("store", "sqlite:state.db, opened in 3 ms, read in 0.25 ms"), Finding.Ok("space", "21 GB free for the store")],
            StoreChecks.Of(File, Good));
        Assert.Equal(Finding.Ok("durability", "the Redis server keeps an append-only file, and deletes no keys"), StoreChecks.Of(Server, Good).Last());
    }

    public static TheoryData<string, CheckState, string> Broken => new()
    {
        { "slow", CheckState.Warning, "redis://10.0.0.7:6379, opened in 3 ms, read in 80 ms" },
        { "locked", CheckState.Problem, "'state.db' has been locked for more than 4 s" },
        { "little-space", CheckState.Warning, "500 MB free for the store" },
        { "no-space", CheckState.Problem, "5.0 MB free for the store" },
        { "forgetful", CheckState.Warning, "The Redis server keeps no append-only file." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_is_said_with_what_to_do(string what, CheckState state, string found)
    {
        var facts = what switch
        {
            "slow" => Good with { Read = TimeSpan.FromMilliseconds(80) },
            "locked" => Good with { Obstacle = found },
            "little-space" => Good with { FreeBytes = 500_000_000 },
            "no-space" => Good with { FreeBytes = 5_000_000 },
            _ => Good with { Warnings = [found] },
        };
        var bad = Assert.Single(StoreChecks.Of(Server, facts), finding => finding.State != CheckState.Ok);
        Assert.Equal((state, found), (bad.State, bad.Found));
        Assert.NotEmpty(bad.Remedy!);
    }

    [Theory]
    [InlineData(true, true, "here", "10.0.0.5", CheckState.Ok, "one at 10.0.0.5:1 and 2: all answer")]
    [InlineData(false, false, "here", "10.0.0.5", CheckState.Warning, "nobody listens at 10.0.0.5:1, where one of here should be")]
    [InlineData(true, false, "here", "10.0.0.5", CheckState.Problem, "nobody listens for clients at 10.0.0.5:2, where one of here should be")]
    [InlineData(null, true, "here", "10.0.0.5", CheckState.Problem, "no answer from one of here at 10.0.0.5:1")]
    [InlineData(true, null, "here", "10.0.0.5", CheckState.Problem, "no answer from one of here at 10.0.0.5:2")]
    [InlineData(true, true, "elsewhere", "127.0.0.1", CheckState.Problem, "one of elsewhere is at 127.0.0.1:1, which is reached from its own machine alone")]
    public void Ports_are_reached_or_it_is_said_which_is_not(bool? silo, bool? gateway, string host, string address, CheckState state, string found)
    {
        var listed = new ListedSilo("one", host, new(IPAddress.Parse(address), 1), new(IPAddress.Parse(address), 2), silo, gateway);
        var finding = Assert.Single(PortChecks.Of([listed]));
        Assert.Equal((state, found), (finding.State, finding.Found));
        Assert.Equal(state == CheckState.Ok, finding.Remedy is null);
    }

    [Theory]
    [InlineData(ExitCode.Done, "files", CheckState.Ok)]
    [InlineData(ExitCode.Done, "store", CheckState.Warning)]
    [InlineData(ExitCode.ClusterUnreachable, "store", CheckState.Problem)]
    [InlineData(ExitCode.ClusterUnreachable, "silos", CheckState.Problem)]
    [InlineData(ExitCode.InternalError, "clocks", CheckState.Problem)]
    [InlineData(ExitCode.InternalError, "ports", CheckState.Problem)]
    public void The_exit_code_says_whether_anything_answers(ExitCode expected, string check, CheckState state) =>
        Assert.Equal(expected, ExamineCluster.CodeOf(DoctorDocument.Of("memory", [Finding.Ok("version", ""), new(check, state, "", "")])));
}
