using System.Collections.Immutable;
using System.Globalization;

namespace DiffMH.Engine.Models;

/// <summary>A version, ordered as semantic versioning orders them: 1.0.0-beta &lt; 1.0 = 1.0.0 &lt; 1.0.1; what follows a + does not count.</summary>
public sealed class PluginVersion
{
    private readonly ImmutableArray<int> numbers;
    private readonly ImmutableArray<string> prerelease;

    private PluginVersion(ImmutableArray<int> numbers, ImmutableArray<string> prerelease) => (this.numbers, this.prerelease) = (numbers, prerelease);

    /// <summary>Older versions first.</summary>
    public static IComparer<PluginVersion> Order { get; } = Comparer<PluginVersion>.Create(Compare);

    /// <summary>The version of a plugin; 0 where its text is no version.</summary>
    public static PluginVersion Of(PluginReference plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return TryParse(plugin.Version) ?? new PluginVersion([0], []);
    }

    /// <summary>The version a text says: one to four numbers, then perhaps <c>-</c> and dotted words; null where it says none.</summary>
    public static PluginVersion? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counted = text.Split('+', 2)[0];
        var dash = counted.IndexOf('-', StringComparison.Ordinal);
        var words = dash < 0 ? [] : counted[(dash + 1)..].Split('.');
        var parts = (dash < 0 ? counted : counted[..dash]).Split('.');
        var parsed = ImmutableArray.CreateBuilder<int>();
        foreach (var part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            parsed.Add(number);
        }

        return parsed.Count > 4 || words.Contains("", StringComparer.Ordinal) ? null : new PluginVersion(parsed.ToImmutable(), [.. words]);
    }

    private static int Compare(PluginVersion a, PluginVersion b)
    {
        for (var i = 0; i < Math.Max(a.numbers.Length, b.numbers.Length); i++)
        {
            var order = a.numbers.ElementAtOrDefault(i).CompareTo(b.numbers.ElementAtOrDefault(i));
            if (order != 0)
            {
                return order;
            }
        }

        return ComparePrerelease(a.prerelease, b.prerelease);
    }

    private static int ComparePrerelease(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        // A release comes after its previews.
        if (a.IsEmpty || b.IsEmpty)
        {
            return b.Length.CompareTo(a.Length);
        }

        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = CompareWords(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    // Numbers come before words and are compared as numbers.
    private static int CompareWords(string a, string b)
    {
        var isNumberA = ulong.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var numberA);
        var isNumberB = ulong.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var numberB);
        return (isNumberA, isNumberB) switch
        {
            (true, true) => numberA.CompareTo(numberB),
            (false, false) => string.CompareOrdinal(a, b),
            _ => isNumberA ? -1 : 1,
        };
    }
}
