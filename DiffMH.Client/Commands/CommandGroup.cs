using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary>Commands that belong together in the help of the whole program.</summary>
/// <param name="Heading">What they have in common.</param>
/// <param name="Commands">The commands.</param>
internal sealed record CommandGroup(string Heading, params IReadOnlyList<Command> Commands);
