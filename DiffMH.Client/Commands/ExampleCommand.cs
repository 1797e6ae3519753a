using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">As typed.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Whole command lines that can be typed as they are, with a sweep's id for <see cref="SomeId"/>.</param>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>What stands in examples for the beginning of some sweep's id.</summary>
    public const string SomeId = "3f2a";

    /// <summary>Whole command lines that can be typed as they are, with a sweep's id for <see cref="SomeId"/>.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
