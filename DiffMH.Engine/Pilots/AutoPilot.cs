using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Pilots;

/// <summary>Chooses what points leave to a pilot, by variance × counted evaluations, so that the choice follows from the seed.</summary>
/// <remarks>
/// At the parameters a point starts from. The defaults stay unless another candidate is clearly better, and where none can be run or none
/// scatters: what is wrong is told when the point is run. Points that differ only in what a pilot does not look at share one.
/// </remarks>
/// <param name="catalogue">The plugins, with the sweep's data files.</param>
/// <param name="orders">Who hears of the pilots, and until when they are wanted.</param>
internal sealed class AutoPilot(ModelCatalogue catalogue, PilotOrders orders)
{
    /// <summary>How many pilots a sweep may take: each is about a second of one core.</summary>
    public const int MostPilots = 100;

    /// <summary>The largest lattice: of one with more, the work of a pilot is a few sweeps-of-sites in each chain, too short to choose by.</summary>
    public const int MostSites = 4_096;

    private readonly Dictionary<string, EstimatorSettings> known = new(StringComparer.Ordinal);

    /// <summary>How many pilots some points take.</summary>
    public static int Count(IEnumerable<PointSpec> points) => points.Where(IsOpen).DistinctBy(Kind, StringComparer.Ordinal).Count();

    /// <summary>The points with everything decided.</summary>
    /// <exception cref="OperationCanceledException">The sweep is no longer wanted.</exception>
    public ImmutableArray<PointSpec> Decide(ImmutableArray<PointSpec> points)
    {
        if (Count(points) is > 0 and var count)
        {
            orders.Announce(count);
        }

        return [.. points.Select(point => IsOpen(point) ? point with { Estimator = Choice(point) } : point)];
    }

    private static bool IsOpen(PointSpec point) => point.Estimator.Chosen != ChosenSettings.None;

    /// <summary>What a pilot looks at, as text.</summary>
    private static string Kind(PointSpec point) =>
        $"{point.StreamKey} {point.Plugin} {point.Model} {point.ModelSettings} {point.Proposal} {point.ProposalSettings} {point.CouplingPlugin} {point.Coupling} {point.CouplingStrength:R} "
        + $"{point.Chain with { Chains = 1 }} {point.Objective} {point.Estimator with { Wrt = [] }} {string.Join(',', point.Estimator.Wrt)}";

    private EstimatorSettings Choice(PointSpec point) => known.TryGetValue(Kind(point), out var choice) ? choice : known[Kind(point)] = Choose(point);

    private EstimatorSettings Choose(PointSpec point)
    {
        var race = new PilotRace(catalogue, new CandidateReader(catalogue, point).Of(point.Estimator.Chosen), point.Estimator, orders.Limit);
        return race.Run()?.Estimator is { } best ? point.Estimator with { Scheme = best.Scheme, Alternatives = best.Alternatives } : point.Estimator;
    }
}
