namespace DiffMH.Engine.Sweeps;

/// <summary>How much work one point is.</summary>
/// <param name="Passes">Passes over all its chains: iterations and the final evaluation, or 1 in gradient mode.</param>
/// <param name="Updates">Updates of primal chains in all, warm-up included: single-site updates on lattices.</param>
public sealed record PointPlan(int Passes, decimal Updates);
