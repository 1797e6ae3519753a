using DiffMH.Engine.Runs;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>Binds points to the plugins of this silo.</summary>
internal static class BoundPoint
{
    /// <summary>What a run must know of a point.</summary>
    /// <exception cref="PointRefusedException">The plugin is not here, or does not accept the point, or its code fails.</exception>
    public static async Task<PointProblem> Of(PointSpec point, SiloPlugins plugins, SiloData data)
    {
        var catalogue = await plugins.Catalogue();
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
