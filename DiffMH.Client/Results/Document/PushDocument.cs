using System.Collections.Immutable;

namespace DiffMH.Client.Results.Document;

/// <summary>What <c>diffmh plugin push -o json</c> prints.</summary>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Hash">The hash of its folder.</param>
/// <param name="Silos">What became of it on each silo, by name.</param>
public sealed record PushDocument(string Plugin, string Hash, ImmutableArray<PushDocument.Outcome> Silos)
{
    /// <summary>What became of it on one.</summary>
    /// <param name="Silo">The silo's name.</param>
    /// <param name="Usable">Whether points can use it there.</param>
    /// <param name="Text">In words.</param>
    public sealed record Outcome(string Silo, bool Usable, string Text);
}
