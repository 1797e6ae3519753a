namespace DiffMH.Benchmarks.Comparison;

/// <summary>A program or kernel that takes part in the comparison.</summary>
internal interface IContender
{
    /// <summary>Who, as the table shows it.</summary>
    string Name { get; }

    /// <summary>How many alternatives each lane carries; 0 for primal chains alone.</summary>
    int Alternatives { get; }

    /// <summary>Runs all its lanes once.</summary>
    /// <param name="round">Chooses the random numbers: another round is an independent repetition.</param>
    Measurement Run(int round);
}
