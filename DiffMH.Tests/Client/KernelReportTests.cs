using DiffMH.Client;
using DiffMH.Client.Plans;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>Where the console says which kernel runs a sweep.</summary>
public sealed class KernelReportTests : IDisposable
{
    private static readonly string TestPlugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plan_says_which_kernel_will_run_and_why_not_the_other()
    {
        Assert.Matches(@"\n  kernel +plain\n", await Output("plan", Rings.With()));
        Assert.Matches(@"\n  kernel +generic, as at point 0 the kernel 'plain' needs proposal fresh and coupling same-value at strength 1\n", await Output("plan", Rings.With(coupling: "independent")));
        Assert.Equal("plain", Assert.Single(SummaryJson.Read<PlanDocument>(await Output("plan", Rings.With(), "-o", "json")).Kernels).Kernel);
    }

    [Fact]
    public async Task A_run_has_it_in_its_lock_file_its_report_and_its_summary()
    {
        var summary = SummaryJson.Read<SummaryDocument>(await Output("run", Rings.With(), "-o", "json", "--out", folder.File("out")));
        KernelUse use = new("DiffMH.TestPlugins.Rings", "ring", "plain", 1, Because: null);
        Assert.Equal([use], summary.Sweep.Kernels!);
        Assert.Equal([use], SummaryJson.Read<LockDocument>(File.ReadAllText(folder.File("out/sweep.lock.json"))).Kernels!);
        Assert.Contains("\n- kernel plain for 1 point of ring\n", File.ReadAllText(folder.File("out/report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_of_what_pilots_chose_has_the_same_kernel_and_the_same_digest()
    {
        var first = SummaryJson.Read<SummaryDocument>(await Output("run", Rings.With("\"scheme\": \"auto\""), "-o", "json", "--out", folder.File("out")));
        var again = SummaryJson.Read<SummaryDocument>(await Output("run", File.ReadAllText(folder.File("out/replay.yaml")), "-o", "json", "--out", folder.File("again")));
        Assert.Equal("generic", Assert.Single(first.Sweep.Kernels!).Kernel);
        Assert.Equal((first.Sweep.Digest, "generic"), (again.Sweep.Digest, Assert.Single(again.Sweep.Kernels!).Kernel));
    }

    [Fact]
    public async Task The_page_of_a_plugin_shows_the_kernel()
    {
        var (code, output, _) = await Session.Run(CancellationToken.None, "plugin", "info", "rings", "--plugins", TestPlugins);
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"kernel of its own \(estimator.kernel\)\n +name +meaning\n +-* -*\n? *plain +lane by lane", output);
    }

    private async Task<string> Output(string command, string text, params string[] more)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, [command, folder.Write("ring.json", text), "--plugins", TestPlugins, "-q", .. more]);
        Assert.True(code == ExitCode.Done, error);
        return output;
    }
}
