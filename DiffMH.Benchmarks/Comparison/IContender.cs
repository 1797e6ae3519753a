namespace DiffMH.Benchmarks.Comparison;

/// <summary>A kernel that takes part in the comparison.</summary>
internal interface IContender
{
    /// <summary>Who, as the table shows it.</summary>
    string Name { get; }

    /// <summary>Runs all chains once.</summary>
    /// <param name="round">Chooses the random numbers: another round is an independent repetition.</param>
    Measurement Run(int round);
}
