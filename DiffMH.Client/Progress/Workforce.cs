namespace DiffMH.Client.Progress;

/// <summary>Who computes a sweep.</summary>
/// <param name="Silos">How many silos, at least 1.</param>
/// <param name="Cores">How many threads compute in them.</param>
public readonly record struct Workforce(int Silos, int Cores)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Count(Silos, "silo")}, {Count(Cores, "core")}";

    private static string Count(int number, string word) => $"{number} {word}{(number == 1 ? "" : "s")}";
}
