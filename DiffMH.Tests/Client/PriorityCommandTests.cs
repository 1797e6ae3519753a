using System.Text.Json.Nodes;
using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>Priorities as users give, see and change them.</summary>
public sealed class PriorityCommandTests : IDisposable
{
    private readonly SqliteTestStore store = new();
    private readonly TemporaryFolder folder = new();

    private string Small => folder.Write("small.yaml", SweepTexts.Small);

    private string Long => folder.Write("long.yaml", SweepTexts.Long);

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_priority_is_given_at_submission_changed_later_and_shown_by_the_list_and_the_status()
    {
        await using (var silo = await RunningSilo.Start(store.Address, plugins: null))
        {
            var (_, _, submitted) = await silo.Run("submit", Long, "--priority", "high");
            Assert.Contains(", high priority: 2 points", submitted);
            Assert.Matches(@"\n\S+ +long +running +high ", (await silo.Run("list")).Output);
            Assert.Contains("at work, high priority, submitted ", (await silo.Run("status", "long")).Output);
            await silo.Run("submit", Long);
            Assert.Equal(SweepPriority.High, await Priority(silo));   // who does not say changes nothing
            await silo.Run("submit", Long, "--priority", "normal");
            Assert.Equal(SweepPriority.Normal, await Priority(silo));
            Assert.DoesNotContain("priority", (await silo.Run("list")).Output);

            await silo.Run("pause", "long");
            var (code, json, error) = await silo.Run("priority", "long", "low", "-o", "json");
            Assert.True(code == ExitCode.Done, error);
            Assert.Contains("giving low priority to long", error);
            var status = SummaryJson.Read<StatusDocument>(json).Sweep;
            Assert.Equal((RunState.Paused, SweepPriority.Low), (status.State, status.Priority));
            Assert.EndsWith(",low\n", (await silo.Run("list", "-o", "csv")).Output);
            await silo.Run("resume", "long");
            Assert.Equal(SweepPriority.Low, await Priority(silo));

            await silo.Run("submit", Small, "--watch");
            var (ended, _, told) = await silo.Run("priority", "small", "high");
            Assert.Equal(ExitCode.Usage, ended);
            Assert.Contains("has ended", told);
            Assert.Equal(ExitCode.Usage, (await silo.Run("priority", "long", "urgent")).Code);
        }

        var (_, list, _) = await Session.Run(CancellationToken.None, "list", "--store", $"{store}", "-o", "json");
        Assert.Equal(["normal", "low"], JsonNode.Parse(list)!.AsArray().Select(sweep => $"{sweep!["priority"]}"));
    }

    private static async Task<SweepPriority> Priority(RunningSilo silo) =>
        SummaryJson.Read<StatusDocument>((await silo.Run("status", "long", "-o", "json")).Output).Sweep.Priority;
}
