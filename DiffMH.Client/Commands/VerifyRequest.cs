namespace DiffMH.Client.Commands;

/// <summary>What <c>verify</c> was asked to do.</summary>
/// <param name="Plugin">The plugin, by its id or a part of it.</param>
/// <param name="Model">One of its models; null for all.</param>
/// <param name="Plugins">The folder of built plugins.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Draws">Draws for each pair of states; null for the usual number.</param>
/// <param name="Settings">Settings of the models, each as <c>name=value</c>.</param>
/// <param name="Format">How the rows are printed.</param>
/// <param name="Verbosity">How much is said.</param>
public sealed record VerifyRequest(
    string Plugin,
    string? Model,
    string Plugins,
    ulong Seed,
    int? Draws,
    IReadOnlyList<string> Settings,
    OutputFormat Format = OutputFormat.Table,
    Verbosity Verbosity = Verbosity.Normal);
