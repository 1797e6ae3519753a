using System.Globalization;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Puts plugins whose code does not return into quarantine on this silo: no lanes of them are run here, so that not all its processors end up in such code.</summary>
/// <remarks>
/// A plugin stays in quarantine until the silo is started again. Another version, which a replaced folder brings, is another plugin to it.
/// Points at work with it go on where else it is, or wait there being none; the point whose call did not return fails.
/// </remarks>
internal sealed class PluginQuarantine(SiloPlugins plugins, ILocalSiloDetails silo, DiffMHOptions options, TimeProvider time, ILogger<PluginQuarantine> logger)
{
    /// <summary>The limit is counted in looks, as by <see cref="Compute.ComputePool"/>: a process that was halted meanwhile has not computed.</summary>
    private const int Looks = 20;

    private string Limit => string.Create(CultureInfo.InvariantCulture, $"{options.BatchLimit.TotalSeconds:0.###} s");

    /// <summary>Waits for a call that begins now, as long as it may take.</summary>
    /// <returns>Whether it takes too long. Its failure, if any, is left in it.</returns>
    public async Task<bool> IsOverdue(Task call)
    {
        for (var looks = 0; looks < Looks && !call.IsCompleted; looks++)
        {
            await call.WaitAsync(options.BatchLimit / Looks, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return !call.IsCompleted;
    }

    /// <summary>Takes note of a call that did not return. Called from any thread, and by nobody who waits.</summary>
    /// <param name="point">Whose call.</param>
    public void Note(PointSpec point)
    {
        var reason = $"a call of model '{point.Model}' did not return within {Limit}, at {point.Settings}";
        var isNew = plugins.Shelf.Result.NoteRunaway(point, options.Tolerance, reason);   // loaded: its code was running
        logger.LogWarning(
            "plugin {Id} {Version} ({Hash}): {Reason}; its thread was given up and replaced{Consequence}",
            point.Plugin.Id,
            point.Plugin.Version,
            point.Plugin.Hash[..8],
            reason,
            isNew ? ", and the plugin is in quarantine on this silo" : "");
    }

    /// <summary>Why a point fails whose call did not return.</summary>
    public BatchOverdueException Failure(PointSpec point) => new(
        $"A call of model '{point.Model}' of plugin {point.Plugin.Id} {point.Plugin.Version} did not return within {Limit}, at point {point.Index}, {point.Settings}, on silo {silo.Name}. "
        + "Kernels look at the time between two steps, so one evaluation of the model hangs, or takes that long. Mend the plugin, or leave the point out; "
        + $"where it only takes long, give it more time: --batch-limit SECONDS.{(plugins.Quarantine(point) is null ? "" : " The plugin is in quarantine on that silo until it is started again.")}");
}
