using System.Diagnostics;
using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary>Silos in processes of their own are asked to leave while they are at work: nothing is lost, no call fails, and no bit changes.</summary>
public sealed class DrainProcessTests : IDisposable
{
    private const string Secret = "b81c4dd0d8c6f7a35a7d9f5e";

    private readonly SqliteTestStore store = new();
    private readonly List<SiloProcess> silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        store.Dispose();
    }

    [Fact]
    public async Task Both_silos_of_a_sweep_at_work_are_drained_in_turn()
    {
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        var sweep = SweepOf.LongIsingOf(draws: 8000, catalogue);
        await SiloProcess.StartAll(silos, 2, $"{store}");
        await using var client = await ClusterClient.Connect(store.Address, Cancellation);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await SweepOf.Until(grain, status => status.Progress > 0.1);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asking = Ask(sweep.Id, over.Token);
        await Drain(silos[0]);
        silos.Add(await SiloProcess.Start($"{store}"));
        for (var second = 0; second < 8; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);   // clients look for other silos every two seconds; where the machine pauses, it is one of these that is longer
        }

        await Drain(silos[1]);
        Assert.Equal(silos[2].Address, $"{Assert.Single(await MemberSilo.Of(store.Address, Cancellation)).Endpoint}");
        Assert.Equal(RunState.Running, (await grain.Status()).State);   // else it was no load
        var ended = await SweepOf.Until(grain, _ => false);
        await over.CancelAsync();

        Assert.Equal((RunState.Completed, 0, 0), (ended.State, ended.Failed, ended.Lost));
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
        var (asked, failed) = await asking;
        TestContext.Current.SendDiagnosticMessage($"{asked} questions meanwhile, {failed.Count} failed");
        Assert.True(asked > 20);
        Assert.Empty(failed);
    }

    [Fact]
    public async Task The_last_silo_leaves_as_well_and_says_what_that_means()
    {
        silos.Add(await SiloProcess.Start($"{store}"));
        var (code, output, error) = await Session.Run(Cancellation, "silo", "drain", silos[0].Address, "--store", $"{store}");
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("has left after ", output);
        Assert.Contains("it was the last silo: sweeps that have not ended go on when one starts, by: diffmh silo start --store ", error);
        Assert.Equal(0, await silos[0].Left());
        Assert.Contains("was asked to leave", silos[0].Error);
    }

    [Fact]
    public async Task An_unknown_name_lists_the_known_ones_and_nothing_leaves_without_the_token()
    {
        silos.Add(await SiloProcess.Start($"{store}", new Dictionary<string, string> { ["DIFFMH__TOKEN"] = Secret, ["DIFFMH__NAME"] = "lab-1" }));
        var (unknown, _, said) = await Session.Run(Cancellation, "silo", "drain", "lab-2", "--store", $"{store}");
        Assert.Equal(ExitCode.Usage, unknown);
        Assert.Contains($"is called 'lab-2'. There are: lab-1 at {silos[0].Address}.", said);

        var (refused, _, why) = await Session.Run(Cancellation, "silo", "drain", "lab-1", "--store", $"{store}");
        Assert.Equal(ExitCode.Usage, refused);
        Assert.Contains("token", why);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        Assert.False(silos[0].HasEnded);
        Assert.Single(await MemberSilo.Of(store.Address, Cancellation));
    }

    [Fact]
    public async Task A_silo_that_does_not_leave_is_told_when_the_time_is_over()
    {
        await using var silo = await RunningSilo.Start(store.Address, plugins: null);   // its process, this one, does not end it
        var (code, output, error) = await silo.Run("silo", "drain", "one", "--timeout", "4", "-o", "json");
        Assert.True(code == ExitCode.TimedOut, $"{code} {output} {error}");
        var document = SummaryJson.Read<DrainDocument>(output);
        Assert.Equal(("one", false, 1), (document.Silo, document.Left, document.Remaining));
        Assert.InRange(document.Seconds, 4, 23);
        Assert.Contains("one was asked and is still listed", error);
    }

    private async Task Drain(SiloProcess silo)
    {
        var (code, output, error) = await Session.Run(Cancellation, "silo", "drain", silo.Address, "--store", $"{store}", "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        var document = SummaryJson.Read<DrainDocument>(output);
        Assert.Equal((silo.Address, true, 1), (document.Address, document.Left, document.Remaining));
        TestContext.Current.SendDiagnosticMessage($"left after {document.Seconds} s");
        Assert.Equal(0, await silo.Left());
    }

    /// <summary>Asks how far a sweep is, as a watch does, until it is cancelled.</summary>
    /// <returns>How often, and what failed.</returns>
    private async Task<(int Asked, List<string> Failed)> Ask(string sweep, CancellationToken over)
    {
        var (asked, failed) = (0, new List<string>());
        await using var client = await ClusterClient.Connect(store.Address, Cancellation);
        for (; !over.IsCancellationRequested; asked++)
        {
            try
            {
                await client.Grains.GetGrain<ISweepGrain>(sweep).Status();
            }
            catch (Exception exception)
            {
                failed.Add($"{Stopwatch.GetTimestamp()} {exception.GetType().Name}: {exception.Message}");
            }

            await Task.Delay(50, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (asked, failed);
    }
}
