using System.Collections.Immutable;
using DiffMH.Client.Doctor;

namespace DiffMH.Tests.Doctor;

/// <summary>What <c>doctor</c> says of silos that report this or that: a table of what can be wrong, beside silos with which nothing is.</summary>
public sealed class SiloChecksTests
{
    private const string Hash = "0123456789abcdef";

    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly PluginReference Counts = new("Counts", "1.0.0", Hash);
    private static readonly SiloCondition Good = new("0.1.0 (aaaaaaaa)", Now, OpenFiles: 200, FileLimit: 65536, StoreTrouble: null);

    [Fact]
    public void Silos_that_agree_are_well_in_every_respect()
    {
        var findings = Look(Silo("one"), Silo("two"));
        Assert.All(findings, finding => Assert.Equal((CheckState.Ok, null), (finding.State, finding.Remedy)));
        Assert.Equal(["silos", "version", "contract", "plugins", "math", "files", "files"], findings.Select(finding => finding.Check));
        Assert.Equal("2 of this store, with 8 threads: one, two", findings[0].Found);
        Assert.Equal("DiffMH 0.1.0 everywhere", findings[1].Found);
    }

    public static TheoryData<string, CheckState, string> Broken => new()
    {
        { "version", CheckState.Warning, "DiffMH 0.1.0 on one; 0.2.0 on two; 0.1.0 on this client" },
        { "contract", CheckState.Warning, "contract 0.1.0 (aaaaaaaa) on one; 0.1.0 (bbbbbbbb) on two; 0.1.0 (aaaaaaaa) on this client" },
        { "older", CheckState.Warning, "contract 0.1.0 (aaaaaaaa) on one; not told on two; 0.1.0 (aaaaaaaa) on this client" },
        { "math", CheckState.Warning, "elementary functions ffffffff on one; eeeeeeee on two" },
        { "hash", CheckState.Warning, "Counts 1.0.0 with hash 01234567 is on one only" },
        { "refused", CheckState.Warning, "Counts cannot be used on two: Counts.dll is not a .NET assembly." },
        { "leaving", CheckState.Warning, "Counts 1.0.0 with hash 01234567 is on one only" },
        { "few-files", CheckState.Warning, "two has 200 open, and may have 512" },
        { "no-files", CheckState.Problem, "two has 900 open, and may have 1000" },
        { "store", CheckState.Problem, "two waits for the store: No space is left to write 'state.db'." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_with_one_of_two_is_said_with_what_to_do(string what, CheckState state, string found)
    {
        var two = Silo("two");
        two = what switch
        {
            "version" => two with { Version = "0.2.0" },
            "contract" => two with { Condition = Good with { Contract = "0.1.0 (bbbbbbbb)" } },
            "older" => two with { Condition = null },
            "math" => two with { MathFingerprint = "eeeeeeeeee" },
            "hash" => two with { Plugins = [Loaded(Counts with { Hash = "fedcba9876543210" })] },
            "refused" => two with { Plugins = [new("Counts", null, "Counts.dll is not a .NET assembly.", [], [])] },
            "leaving" => two with { Plugins = [Loaded(Counts) with { Stage = PluginStage.Leaving }] },
            "few-files" => two with { Condition = Good with { FileLimit = 512 } },
            "no-files" => two with { Condition = Good with { OpenFiles = 900, FileLimit = 1000 } },
            "store" => two with { Condition = Good with { StoreTrouble = "No space is left to write 'state.db'." } },
            _ => throw new ArgumentException(what, nameof(what)),
        };
        var bad = Look(Silo("one"), two).Where(finding => finding.State != CheckState.Ok).ToArray();
        Assert.Contains((state, found), bad.Select(finding => (finding.State, finding.Found)));
        Assert.All(bad, finding => Assert.NotEmpty(finding.Remedy!));
    }

    [Fact]
    public void A_client_of_another_version_is_named()
    {
        var finding = new SiloChecks([Silo("one")]).All("0.3.0", "0.1.0 (aaaaaaaa)").Single(finding => finding.Check == "version");
        Assert.Equal((CheckState.Warning, "DiffMH 0.1.0 on one; 0.3.0 on this client"), (finding.State, finding.Found));
    }

    [Theory]
    [InlineData(0.4, 0, 0, CheckState.Ok, "those of one, this machine agree to 0.4 s")]
    [InlineData(-3, 0, 0, CheckState.Warning, "this machine is 3.0 s ahead of one")]
    [InlineData(3, 0, 2.5, CheckState.Ok, "those of one, this machine agree to 3.0 s")]   // the answer took so long that nothing follows
    [InlineData(60, 0, 0.1, CheckState.Problem, "one is 60.0 s ahead of this machine")]
    [InlineData(-4, 4, 0, CheckState.Ok, "those of one, this machine agree to 0.0 s")]   // a report of four seconds ago
    public void Clocks_are_compared_as_they_are_now(double ahead, double age, double uncertainty, CheckState state, string found)
    {
        var silo = Silo("one") with { Condition = Good with { Clock = Now.AddSeconds(ahead) }, AgeSeconds = age };
        var finding = ClockChecks.Of(ClockChecks.Ahead([silo], Now), TimeSpan.FromSeconds(uncertainty));
        Assert.Equal((state, found), (finding.State, finding.Found));
    }

    [Fact]
    public void The_store_has_a_clock_as_well()
    {
        var finding = ClockChecks.Of([("one", TimeSpan.FromSeconds(1)), ("the store", TimeSpan.FromSeconds(-1))], TimeSpan.Zero);
        Assert.Equal((CheckState.Warning, "one is 2.0 s ahead of the store"), (finding.State, finding.Found));
    }

    private static Finding[] Look(params SiloReport[] silos) => [.. new SiloChecks([.. silos]).All("0.1.0", "0.1.0 (aaaaaaaa)")];

    private static SiloReport Silo(string name) => new($"127.0.0.1:1@{name}", name, "0.1.0", 4, "ffffffffff", 0, 0, 0, [Loaded(Counts)], Good);

    private static PluginStatus Loaded(PluginReference plugin) => new(plugin.Id, plugin, Reason: null, ImmutableArray<string>.Empty, ImmutableArray<string>.Empty);
}
