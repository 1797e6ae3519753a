using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Runs;

/// <summary>What a run must know of a point's model: everything but how to run its chains.</summary>
/// <param name="Spec">The point.</param>
/// <param name="ThetaNames">The names of all parameters of the model and of its proposal, in the order of θ.</param>
/// <param name="InitialTheta">θ at the start: all parameters of the model and of its proposal.</param>
/// <param name="Wrt">Positions in θ of the p parameters a derivative is taken for; the others stay as given.</param>
/// <param name="Observables">The names of the k observables.</param>
/// <param name="Objective">φ.</param>
/// <param name="Layout">Where the sums of a group stand.</param>
/// <param name="Directions">The directions that stand for <paramref name="Wrt"/> in everything but <see cref="ComponentGradient"/>; default for each parameter on its own.</param>
/// <param name="LanesTogether">How many lanes the kernel computes together.</param>
public sealed record PointProblem(
    PointSpec Spec,
    ImmutableArray<string> ThetaNames,
    Vector InitialTheta,
    ImmutableArray<int> Wrt,
    ImmutableArray<string> Observables,
    IObjective Objective,
    SumsLayout Layout,
    ImmutableArray<Direction> Directions = default,
    int LanesTogether = 1)
{
    /// <summary>Whether directions stand for the parameters.</summary>
    public bool IsMany => !Directions.IsDefaultOrEmpty;

    /// <summary>How many parameters or directions results speak of.</summary>
    public int Parameters => Layout.Parameters;

    /// <summary>How many sums in all parameters follow the rows of a replicate.</summary>
    public int Shared => IsMany ? ManySums.SharedBy(Layout.Observables, Wrt.Length, Layout.HasScores) : 0;

    /// <summary>How many numbers the sums of a replicate are.</summary>
    public int ReplicateWidth => checked((Groups * GroupWidth) + Shared);

    /// <summary>G, the groups of a replicate.</summary>
    public int Groups => Spec.Chain.Groups;

    /// <summary>How many numbers the sums of a group are: a row at each θ it runs at.</summary>
    public int GroupWidth => checked(Layout.Width * Spec.Estimator.Thetas);

    /// <summary>The optimiser's steps where no rule ends them before; 0 in gradient mode.</summary>
    public int Iterations => PassCount.Iterations(Spec);

    /// <summary>All passes where no rule ends them before: the iterations, and one evaluation; none for a point that is left out.</summary>
    public int Passes => PassCount.Passes(Spec);

    /// <summary>Over how many of the last iterations θ is averaged, at least 1 where there are any.</summary>
    public int TailAverage => Math.Min(Optimizer.TailAverage, Iterations);

    /// <summary>Whether a stop rule looks at the gradients of iterations.</summary>
    public bool LooksAtGradient => Spec.Stop is { GradientBelowNoise: not null } or { StandardErrors.Count: > 0 };

    /// <summary>k: of the trace, every k-th iteration is kept.</summary>
    public int TraceThin => Spec.Output?.TraceThin ?? 1;

    internal OptimizerSettings Optimizer => PassCount.Optimizer(Spec);

    /// <summary>What a run must know of a model.</summary>
    public static PointProblem Of(PointModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(
            model.Spec,
            model.Theta.Names,
            model.Theta.Initial,
            model.Wrt,
            [.. model.Observables.Select(observable => observable.Name)],
            model.Objective,
            model.Layout,
            model.Directions,
            model.LanesTogether);
    }

    /// <summary>The name of the i-th parameter a derivative is taken for.</summary>
    public string WrtName(int i) => IsMany ? Spec.Estimator.Wrt[i] : ThetaNames[Wrt[i]];

    /// <summary>The p parameters a derivative is taken for, at the start.</summary>
    public double[] InitialWrt()
    {
        double[] parameters = [.. Wrt.Select(position => InitialTheta[position])];
        return IsMany ? [.. Directions.Select(direction => direction.Value(parameters))] : parameters;
    }

    /// <summary>How many numbers the sums of some slices are.</summary>
    /// <exception cref="OverflowException">There are more than an array can have.</exception>
    public int Numbers(ImmutableArray<ReplicateSlice> slices) => checked((slices.Sum(slice => slice.Groups) * Layout.Width) + (slices.Length * Shared));

    /// <summary>The rows of all groups without what stands behind those of each replicate.</summary>
    /// <param name="sums">The sums of whole replicates.</param>
    public ReadOnlySpan<double> WithoutShared(ReadOnlySpan<double> sums)
    {
        if (!IsMany)
        {
            return sums;
        }

        var width = ReplicateWidth - Shared;
        var rows = new double[sums.Length / ReplicateWidth * width];
        for (var i = 0; i < rows.Length / width; i++)
        {
            sums.Slice(i * ReplicateWidth, width).CopyTo(rows.AsSpan(i * width));
        }

        return rows;
    }

    /// <summary>Divides a pass into batches; with <see cref="IsMany"/> no replicate is divided.</summary>
    /// <param name="slices">The whole pass.</param>
    /// <param name="groupsPerBatch">At least 1.</param>
    public IEnumerable<ImmutableArray<ReplicateSlice>> Divide(ImmutableArray<ReplicateSlice> slices, int groupsPerBatch) =>
        BatchDivision.Divide(slices, IsMany ? (int)Math.Min(((long)groupsPerBatch + Groups - 1) / Groups * Groups, int.MaxValue / Groups * Groups) : groupsPerBatch);

    /// <summary>Divides a pass into batches of whole packs of lanes that the kernel computes together, where groups end with them.</summary>
    /// <param name="slices">The whole pass.</param>
    /// <param name="groupsPerBatch">About so many groups in each, at least 1.</param>
    public IEnumerable<ImmutableArray<ReplicateSlice>> DivideWhole(ImmutableArray<ReplicateSlice> slices, int groupsPerBatch) =>
        LanesTogether == 1 || IsMany ? Divide(slices, groupsPerBatch) : new PackDivision(Spec.Chain, LanesTogether).Divide(slices, groupsPerBatch);

    /// <summary>θ with the p parameters a derivative is taken for set to the given values.</summary>
    public Vector ThetaAt(ReadOnlySpan<double> wrt)
    {
        if (IsMany)
        {
            return InitialTheta;   // directions are asked for where θ stays as given
        }

        var theta = InitialTheta.Values.ToArray();
        for (var i = 0; i < wrt.Length; i++)
        {
            theta[Wrt[i]] = wrt[i];
        }

        return Vector.Wrap(theta);
    }
}
