namespace DiffMH.Client.Commands;

/// <summary>What <c>submit</c> was asked to do.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Overrides">Overrides as <c>path=value</c>.</param>
/// <param name="Plugins">The folder of built plugins, against which the file is checked.</param>
/// <param name="Priority">How much it is to matter beside other sweeps; null to leave that as it is, normal at first.</param>
/// <param name="Watch">Whether to follow it then.</param>
/// <param name="To">The store, and how to answer.</param>
public sealed record SubmitRequest(string File, IReadOnlyList<string> Overrides, string Plugins, SweepPriority? Priority, bool Watch, StoreRequest To);
