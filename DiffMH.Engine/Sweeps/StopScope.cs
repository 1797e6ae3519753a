using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>What of a point its stop rules have to fit.</summary>
/// <param name="Mode">Optimise, or evaluate once.</param>
/// <param name="Point">The point's index.</param>
/// <param name="Points">How many points the sweep has.</param>
/// <param name="Replicates">Replicates of the point.</param>
/// <param name="Chain">Its chains.</param>
/// <param name="Optimizer">Its optimiser; null in gradient mode, and where it is wrong.</param>
/// <param name="Theta">Its parameters; null where they are not known.</param>
/// <param name="Wrt">The parameters a derivative is taken for.</param>
internal sealed record StopScope(
    SweepMode Mode,
    int Point,
    long Points,
    int Replicates,
    ChainSettings Chain,
    OptimizerSettings? Optimizer,
    ThetaLayout? Theta,
    ImmutableArray<string> Wrt)
{
    /// <summary>The most iterations the point can have; in gradient mode its one evaluation counts.</summary>
    public int MostIterations => Mode == SweepMode.Gradient ? 1 : Optimizer?.Iterations ?? int.MaxValue;
}
