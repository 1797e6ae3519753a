using System.Globalization;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>What <c>compare</c> was asked for.</summary>
/// <param name="Rounds">How often each contender runs; odd numbers give medians that were measured.</param>
/// <param name="Only">One of <see cref="Parts"/>; null for all but <c>large</c>.</param>
/// <param name="IsJson">Whether the table is written as JSON.</param>
internal sealed record CompareOptions(int Rounds, string? Only, bool IsJson)
{
    /// <summary>Rounds unless told otherwise.</summary>
    private const int DefaultRounds = 9;

    /// <summary>What can be run alone.</summary>
    public static IReadOnlyList<string> Parts => ["ising", "gaussian", "mixture", "variance", "cores", "large"];

    /// <summary>Reads <c>[ROUNDS] [--only PART] [-o table|json]</c>.</summary>
    /// <returns>Null where the words are none of these.</returns>
    public static CompareOptions? Parse(ReadOnlySpan<string> words)
    {
        var options = new CompareOptions(DefaultRounds, null, false);
        while (!words.IsEmpty)
        {
            (var read, options) = words switch
            {
                ["--only", var part, ..] when Parts.Contains(part) => (2, options with { Only = part }),
                ["-o", "table" or "json", ..] => (2, options with { IsJson = words[1] == "json" }),
                [var text, ..] when int.TryParse(text, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => (1, options with { Rounds = rounds }),
                _ => (0, options),
            };
            if (read == 0)
            {
                return null;
            }

            words = words[read..];
        }

        return options;
    }

    /// <summary>Whether a part is to be run; the large lattices only when they are asked for.</summary>
    public bool Runs(string part) => Only is null ? part != "large" : Only == part;
}
