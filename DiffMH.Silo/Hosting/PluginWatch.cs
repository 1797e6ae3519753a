using DiffMH.Silo.Plugins;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Follows the plugins folder while the silo runs: what is dropped there can be used within two seconds, and what unfinished sweeps are pinned to stays.</summary>
internal sealed class PluginWatch(
    DroppedPlugins plugins,
    DiffMHOptions options,
    IGrainFactory grains,
    SiloReporter reporter,
    TimeProvider time,
    ILogger<PluginWatch> logger) : BackgroundService
{
    /// <summary>The least and the most time between two looks. A look at ten plugins takes less than a millisecond.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.1), LookAtLeastEvery = TimeSpan.FromSeconds(0.5);

    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);   // of each trouble there is, as last said
    private IReadOnlyList<PluginReference>? pinned;   // as last told, until it is followed

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Task.Run(() => Watch(stoppingToken), stoppingToken),   // files are read and code is loaded, which must not hold up the start
        Repeatedly.Do(async () => pinned = await grains.GetGrain<ISweepDirectoryGrain>(0).Pinned(), time, logger, stoppingToken));

    private async Task Watch(CancellationToken stop)
    {
        using var hint = new FolderHint(options.PluginFolder);
        while (!stop.IsCancellationRequested)
        {
            if (Look() | Keep())
            {
                reporter.Report().Ignore();   // who cannot be told now is told with the next report
            }

            await Task.Delay(LookEvery, time, stop);
            await hint.Wait(LookAtLeastEvery - LookEvery, time, stop);
        }
    }

    private bool Look() => Try("The plugins folder cannot be read, and plugins stay as they are until it can be", () =>
    {
        Say(plugins.Look(DroppedPlugins.Quiet, out var isChanged));
        return isChanged;
    });

    private bool Keep() => Interlocked.Exchange(ref pinned, null) is { } present && Try("The plugins of unfinished sweeps are not followed until that is possible", () =>
    {
        Say(plugins.Keep(present, out var isChanged));
        return isChanged;
    });

    /// <summary>Whatever becomes of folders, as where they are on a machine that is gone for a while, the silo goes on, and looks again. It says why once.</summary>
    private bool Try(string trouble, Func<bool> follow)
    {
        try
        {
            var isChanged = follow();
            reasons.Remove(trouble);
            return isChanged;
        }
        catch (Exception exception)
        {
            if (reasons.GetValueOrDefault(trouble) != exception.Message)
            {
                reasons[trouble] = exception.Message;
                logger.LogWarning("{Trouble}: {Reason}", trouble, exception.Message);
            }

            return false;
        }
    }

    private void Say(IReadOnlyList<PluginEvent> events)
    {
        foreach (var happened in events)
        {
            logger.Log(happened.IsTrouble ? LogLevel.Warning : LogLevel.Information, "{Event}", happened.Text);
        }
    }
}
