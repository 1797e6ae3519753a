namespace DiffMH.Client.Commands;

/// <summary>What <c>compare</c> was asked to do.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Overrides">Overrides as <c>path=value</c>.</param>
/// <param name="Plugins">The folder of built plugins.</param>
/// <param name="Point">The index of the point.</param>
/// <param name="Seconds">For how long at most, about; at least one round is run.</param>
/// <param name="Format">How the leaderboard is printed.</param>
/// <param name="Verbosity">How much is said.</param>
public sealed record CompareRequest(
    string File,
    IReadOnlyList<string> Overrides,
    string Plugins,
    int Point = 0,
    int Seconds = CompareRequest.UsualSeconds,
    OutputFormat Format = OutputFormat.Table,
    Verbosity Verbosity = Verbosity.Normal)
{
    /// <summary>How long a comparison takes where nobody says.</summary>
    public const int UsualSeconds = 20;
}
