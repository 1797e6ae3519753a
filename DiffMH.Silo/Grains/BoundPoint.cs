using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>Binds points to the plugins of this silo.</summary>
internal static class BoundPoint
{
    /// <summary>What a run must know of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="catalogue">Its plugins, which must not be given back before the run ends.</param>
    /// <param name="data">The silo's data files.</param>
    /// <exception cref="PointRefusedException">The plugin does not accept the point, or its code fails.</exception>
    public static async Task<PointProblem> Of(PointSpec point, ModelCatalogue catalogue, SiloData data)
    {
        try
        {
            var furnished = await data.For(point, catalogue);
            return await Task.Run(() => PointProblem.Of(furnished.Bind(point)));   // the plugin's code runs, and must not run in a grain's turn
        }
        catch (Exception exception) when (!Transport.IsLost(exception))
        {
            throw new PointRefusedException(Failure.From(exception));
        }
    }
}
