using System.Globalization;

namespace DiffMH.Engine.Documents;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NameSuggestion
{
    /// <summary>How many names a message lists: a graph may have a million.</summary>
    private const int Shown = 24;

    /// <summary>The end of a message about an unknown name: the nearest known one, or all of them.</summary>
    /// <param name="found">The unknown name.</param>
    /// <param name="known">The names there are.</param>
    public static string For(string found, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
        {
            return "there are none here";
        }

        var all = string.Join(", ", known.Take(Shown)) + (known.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $", ... and {known.Count - Shown} more") : "");
        return Nearest(found, known) is { } nearest ? $"did you mean '{nearest}'? (known: {all})" : $"known: {all}";
    }

    private static string? Nearest(string found, IEnumerable<string> known)
    {
        // One slip in three letters is a slip; more, or nothing in common, is another word.
        var limit = Math.Min(Math.Max(1, found.Length / 3), found.Length - 1);
        return known
            .Select(name => (Name: name, Distance: Distance(found.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            table[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
