namespace DiffMH.Engine.Runs;

/// <summary>How many passes a point has where no rule ends it before: its specification says it, without the model.</summary>
internal static class PassCount
{
    /// <summary>The optimiser's steps; 0 in gradient mode.</summary>
    public static int Iterations(PointSpec spec) => spec.Mode == SweepMode.Optimize ? Math.Min(Optimizer(spec).Iterations, spec.Stop?.Iterations ?? int.MaxValue) : 0;

    /// <summary>All passes: the iterations, and one evaluation; none for a point that is left out.</summary>
    public static int Passes(PointSpec spec) => spec.Stop?.Iterations == 0 ? 0 : Iterations(spec) + 1;

    /// <summary>How the point is optimised.</summary>
    public static OptimizerSettings Optimizer(PointSpec spec) =>
        spec.Optimizer ?? throw new InvalidOperationException($"Point {spec.Index} is to be optimised and has no optimizer settings; give them, or evaluate it in gradient mode.");
}
