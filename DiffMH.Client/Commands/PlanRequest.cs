namespace DiffMH.Client.Commands;

/// <summary>What <c>plan</c> was asked to do.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Overrides">Overrides as <c>path=value</c>.</param>
/// <param name="Plugins">The folder of built plugins.</param>
/// <param name="Format">How the plan is printed.</param>
/// <param name="Verbosity">How much is said.</param>
public sealed record PlanRequest(
    string File,
    IReadOnlyList<string> Overrides,
    string Plugins,
    OutputFormat Format = OutputFormat.Table,
    Verbosity Verbosity = Verbosity.Normal);
