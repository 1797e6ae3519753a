using DiffMH.Client;
using DiffMH.Client.Doctor;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><c>doctor</c> on a store with and without silos.</summary>
public abstract class DoctorCommandTests(TestStore store) : IDisposable
{
    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_cluster_that_is_well_is_told_so_in_words_and_in_json()
    {
        await using var silo = await RunningSilo.Start(store.Address, plugins: null);
        var (code, output, error) = await silo.Run("doctor");
        Assert.True(code == ExitCode.Done, output + error);
        Assert.Matches(@"^check +found\n", output);
        Assert.Matches(@"\nstore +ok +(sqlite|redis):", output);
        Assert.Matches(@"\nsilos +ok +1 of this store, with 1 threads: one\n", output);

        var (_, json, _) = await silo.Run("doctor", "-o", "json");
        var document = SummaryJson.Read<DoctorDocument>(json);
        Assert.Equal(silo.Store, document.Store);
        var checks = document.Findings.Select(finding => finding.Check).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["clocks", "contract", .. store is RedisTestStore ? new[] { "durability" } : [], "files", "math", "plugins", "ports", "silos", "space", "store", "version"], checks);
        Assert.Contains("\"state\": \"ok\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_store_it_says_how_to_make_one()
    {
        var (code, output, _) = await Run($"{store.Another("none")}");
        Assert.Equal(ExitCode.ClusterUnreachable, code);
        Assert.Contains("There is no store", output);
        Assert.Contains("diffmh silo start", output);
    }

    [Fact]
    public async Task Where_no_silo_runs_it_looks_at_the_store_all_the_same()
    {
        await (await RunningSilo.Start(store.Address, plugins: null)).DisposeAsync();
        await TestStore.Insert(store.Address, new FakeSilo("killed", 1).Entry(SiloStatus.Active));
        var (code, json, _) = await Run($"{store}", "-o", "json");
        Assert.Equal(ExitCode.ClusterUnreachable, code);
        var findings = SummaryJson.Read<DoctorDocument>(json).Findings;
        Assert.Equal(CheckState.Ok, findings.Single(finding => finding.Check == "store").State);
        Assert.Equal(CheckState.Problem, findings.Single(finding => finding.Check == "silos").State);
        var port = findings.Single(finding => finding.Check == "ports" && finding.Found.Contains("where killed of ", StringComparison.Ordinal));   // its own may not have left the list when it stopped
        Assert.Equal(CheckState.Warning, port.State);
        Assert.StartsWith("nobody listens at 127.0.0.1:1, where killed of ", port.Found);
    }

    [Fact]
    public async Task A_store_that_is_something_else_is_a_problem_with_its_reason()
    {
        store.Spoil();
        var (code, json, _) = await Run($"{store}", "-o", "json");
        Assert.Equal(ExitCode.ClusterUnreachable, code);
        var finding = Assert.Single(SummaryJson.Read<DoctorDocument>(json).Findings);
        Assert.Equal(("store", CheckState.Problem), (finding.Check, finding.State));
    }

    [Fact]
    public async Task A_silo_that_cannot_write_its_store_says_so()
    {
        await using var silo = await RunningSilo.Start(store.Address, plugins: null);
        using var block = store.Block();
        Finding? finding = null;
        for (var attempt = 0; attempt < 40 && finding is not { State: CheckState.Problem }; attempt++)   // it writes that it is alive every five seconds
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken);
            var (_, json, _) = await silo.Run("doctor", "-o", "json");
            finding = SummaryJson.Read<DoctorDocument>(json).Findings.Single(found => found.Check == "silos");
        }

        Assert.Equal(CheckState.Problem, finding!.State);
        Assert.StartsWith("one waits for the store: ", finding.Found, StringComparison.Ordinal);
        Assert.Contains(store.Reason, finding.Found, StringComparison.Ordinal);
    }

    private static Task<(ExitCode Code, string Output, string Error)> Run(string store, params string[] words) =>
        Session.Run(TestContext.Current.CancellationToken, ["doctor", "--store", store, .. words]);
}
