namespace DiffMH.Plugins.Ising.Words;

/// <summary>Which sum of <see cref="PackTallies"/> stands in which row of 64 numbers.</summary>
internal static class TallyRow
{
    /// <summary>How many observables there are: the first rows are their sums, in the order of <see cref="IsingObservables"/>.</summary>
    public const int Observables = 5;

    /// <summary>Σ E.</summary>
    public const int Energy = IsingObservables.Energy;

    /// <summary>Σ E².</summary>
    public const int EnergySquared = IsingObservables.EnergySquared;

    /// <summary>Σ M.</summary>
    public const int Spins = IsingObservables.Magnetization;

    /// <summary>Σ |M|.</summary>
    public const int AbsSpins = IsingObservables.AbsMagnetization;

    /// <summary>Σ M².</summary>
    public const int SpinsSquared = IsingObservables.MagnetizationSquared;

    /// <summary>Σ E⁴.</summary>
    public const int EnergyFourth = Observables;

    /// <summary>Σ M⁴.</summary>
    public const int SpinsFourth = EnergyFourth + 1;

    /// <summary>Σ B = −∂E/∂J.</summary>
    public const int Bonds = SpinsFourth + 1;

    /// <summary>Σ E B.</summary>
    public const int EnergyBonds = Bonds + 1;

    /// <summary>Σ E M.</summary>
    public const int EnergySpins = EnergyBonds + 1;

    /// <summary>For each observable, Σ w (f(y) − f(x)) with the part of w that comes from ΔB.</summary>
    public const int ByBonds = EnergySpins + 1;

    /// <summary>The same with the part that comes from ΔM.</summary>
    public const int BySpins = ByBonds + Observables;

    /// <summary>For each observable, its sum at the end of the last batch.</summary>
    public const int AtBatch = BySpins + Observables;

    /// <summary>Its sum at the end of the last half.</summary>
    public const int AtHalf = AtBatch + Observables;

    /// <summary>The sum of its squares at the end of the last half.</summary>
    public const int SquaresAtHalf = AtHalf + Observables;

    /// <summary>The sum of the batches' means.</summary>
    public const int BatchMeans = SquaresAtHalf + Observables;

    /// <summary>The sum of the squares of the batches' means.</summary>
    public const int BatchMeanSquares = BatchMeans + Observables;

    /// <summary>The sum of the halves' means.</summary>
    public const int HalfMeans = BatchMeanSquares + Observables;

    /// <summary>The sum of the squares of the halves' means.</summary>
    public const int HalfMeanSquares = HalfMeans + Observables;

    /// <summary>The sum of the halves' variances.</summary>
    public const int HalfVariances = HalfMeanSquares + Observables;

    /// <summary>How many rows there are.</summary>
    public const int Count = HalfVariances + Observables;

    /// <summary>Where Σ f² stands.</summary>
    /// <param name="observable">f.</param>
    public static int SquareOf(int observable) => observable switch
    {
        Energy => EnergySquared,
        EnergySquared => EnergyFourth,
        SpinsSquared => SpinsFourth,
        _ => SpinsSquared,
    };
}
