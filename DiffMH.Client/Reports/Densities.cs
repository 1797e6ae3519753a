using DiffMH.Engine.Models;

namespace DiffMH.Client.Reports;

/// <summary>What models say of their densities, in one line each.</summary>
public static class Densities
{
    /// <summary>The density of a point's model; null where its plugin is not in the catalogue.</summary>
    public static string? DensityOf(this ModelCatalogue catalogue, PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(point);
        return catalogue.Find(point.Plugin)?.Models.FirstOrDefault(model => model.Name == point.Model)?.Description;
    }
}
