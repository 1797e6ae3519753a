using System.Collections.Immutable;

namespace DiffMH.Client.Sweeps;

/// <summary>A sweep file made ready to run, or everything that is wrong with it.</summary>
/// <param name="Sweep">The sweep; null where there are errors.</param>
/// <param name="Errors">Each as <c>file:line:column: what, value found, what would be right</c>, in the order of the file, overrides last.</param>
/// <param name="IsPluginAtFault">Whether the file itself is fine and only a plugin is missing or refused.</param>
/// <param name="Reading">The file as it was read.</param>
/// <param name="Excluded">How many combinations of its design are left out.</param>
/// <param name="Warnings">What is allowed in its design but probably not meant.</param>
public sealed record SweepLoading(FrozenSweep? Sweep, ImmutableArray<string> Errors, bool IsPluginAtFault, SweepReading Reading, int Excluded, ImmutableArray<string> Warnings);
