using System.Globalization;

namespace DiffMH.Client.Sweeps;

/// <summary>Where something was written.</summary>
/// <param name="Source">The file's name, or the override as it was typed: <c>--set chain.draws=5</c>.</param>
/// <param name="Line">The line in the file, from 1; 0 for an override.</param>
/// <param name="Column">The column in the file, from 1; for an override its number, from 0.</param>
public readonly record struct SourcePlace(string Source, int Line, int Column)
{
    /// <summary>Whether the place is an override and not in the file.</summary>
    public bool IsOverride => Line == 0;

    /// <summary><c>file:line:column</c>, or the override.</summary>
    public override string ToString() => IsOverride ? Source : string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
}
