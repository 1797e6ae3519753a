using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>Finds the parameters a derivative is taken for by their names.</summary>
internal static class WrtSelection
{
    /// <summary>Positions in θ, and the directions in them that are results; default where each parameter is one.</summary>
    public static (ImmutableArray<int> Wrt, ImmutableArray<Direction> Directions) Of(EstimatorSettings estimator, ThetaLayout theta)
    {
        if (!estimator.EveryComponent)
        {
            return ([.. estimator.Wrt.Select(theta.IndexOf)], default);
        }

        var wrt = ImmutableArray.CreateBuilder<int>();
        var directions = ImmutableArray.CreateBuilder<Direction>();
        foreach (var name in estimator.Wrt)
        {
            if (DirectionName.ShiftedBy(name) is not null)
            {
                // It follows the scale of the same list.
                directions.Add(directions[^1] with { Kind = DirectionKind.Shift });
                continue;
            }

            var list = DirectionName.ScaledBy(name);
            var positions = list is null ? [theta.IndexOf(name)] : theta.Select(list);
            directions.Add(new(wrt.Count, positions.Length, list is null ? DirectionKind.Single : DirectionKind.Scale));
            wrt.AddRange(positions);
        }

        return (wrt.DrainToImmutable(), directions.DrainToImmutable());
    }
}
