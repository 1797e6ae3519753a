using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Binds points to the plugins of this silo.</summary>
internal static class BoundPoint
{
    /// <summary>What a run must know of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="catalogue">Its plugins, which must not be given back before the run ends.</param>
    /// <param name="data">The silo's data files.</param>
    /// <param name="quarantine">Learns of plugins whose code does not return.</param>
    /// <exception cref="PointRefusedException">The plugin does not accept the point, or its code fails or does not return.</exception>
    /// <exception cref="StoreUnavailableException">The store, which has the point's data, is away.</exception>
    public static async Task<PointProblem> Of(PointSpec point, ModelCatalogue catalogue, SiloData data, PluginQuarantine quarantine)
    {
        try
        {
            var furnished = await data.For(point, catalogue);
            return await Bind(point, furnished, quarantine);
        }
        catch (Exception exception) when (exception is not (PointRefusedException or StoreUnavailableException) && !Transport.IsLost(exception))
        {
            throw new PointRefusedException(Failure.From(exception));
        }
    }

    /// <summary>The plugin's code runs, which must not be in a grain's turn. Whatever it throws is its own, also what looks like a lost call.</summary>
    private static async Task<PointProblem> Bind(PointSpec point, ModelCatalogue furnished, PluginQuarantine quarantine)
    {
        var binding = Task.Run(() => PointProblem.Of(furnished.Bind(point)));
        if (await quarantine.IsOverdue(binding))
        {
            quarantine.Note(point);
            throw new PointRefusedException(Failure.From(quarantine.Failure(point)));
        }

        try
        {
            return await binding;
        }
        catch (Exception exception)
        {
            throw new PointRefusedException(Failure.From(exception));
        }
    }
}
