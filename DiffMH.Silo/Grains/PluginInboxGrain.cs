using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;

namespace DiffMH.Silo.Grains;

/// <summary>Takes plugins for its silo.</summary>
[GrainType("plugin-inbox")]
[OwnSiloPlacement]
internal sealed class PluginInboxGrain(PluginInbox inbox, SiloPlugins plugins, TimeProvider time) : Grain, IPluginInboxGrain
{
    /// <summary>A dropped folder can be used after a second; a busy machine is given more, and a client's call lasts ten.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.1);

    /// <inheritdoc/>
    public async Task<PushReply> Push(PluginParcel parcel)
    {
        if (await inbox.Land(parcel) is { } problem)
        {
            return new(IsUsable: false, problem);
        }

        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < Patience; await Task.Delay(LookEvery, time))
        {
            var status = (await plugins.Shelf).Statuses.FirstOrDefault(status => status.Folder == parcel.Folder);
            if (status is { IsOffered: true, Plugin: { } plugin } && plugin.Hash == parcel.Hash)
            {
                return new(IsUsable: true, $"{plugin.Id} {plugin.Version} ({plugin.Hash[..8]}) can be used");
            }

            if (status is { Reason: { } reason } && (status.Plugin is null || status.Plugin.Hash == parcel.Hash) && time.GetElapsedTime(start) > Patience / 2)   // it is read when it has been quiet for a while
            {
                return new(IsUsable: false, $"it is there, and cannot be used: {reason}");
            }
        }

        return new(IsUsable: false, "it is there, and was not loaded yet; plugin list tells when it is");
    }
}
