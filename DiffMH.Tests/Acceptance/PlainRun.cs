using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;
using DiffMH.Tests.Silo;

namespace DiffMH.Tests.Acceptance;

/// <summary>Sweeps in the plain loop, with the plugins of this repository.</summary>
internal static class PlainRun
{
    /// <summary>What the points of a resolved document gave.</summary>
    public static IReadOnlyList<LocalPointOutcome> Of(string document) => Of(SweepOf.Freeze(document, BuiltPlugins.Catalogue));

    /// <summary>What the points of a sweep gave.</summary>
    public static IReadOnlyList<LocalPointOutcome> Of(FrozenSweep sweep) => Of(sweep, BuiltPlugins.Catalogue);

    /// <summary>What the points of a sweep gave, with the data files that a catalogue knows.</summary>
    public static IReadOnlyList<LocalPointOutcome> Of(FrozenSweep sweep, ModelCatalogue catalogue) =>
        LocalRun.Run(sweep.Points.Select(point => LocalPoint.Of(catalogue.Bind(point)))).Points;
}
