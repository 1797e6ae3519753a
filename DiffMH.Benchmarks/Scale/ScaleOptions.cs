using System.Globalization;

namespace DiffMH.Benchmarks.Scale;

/// <summary>What <c>scale</c> was asked for.</summary>
/// <param name="Silos">How many silos there are, 1 … 64.</param>
/// <param name="Store">The store that they share, as <c>--store</c> takes it, without sweeps; null for a SQLite file of their own.</param>
/// <param name="LoadSeconds">For how long all threads are kept busy while clients ask.</param>
internal sealed record ScaleOptions(int Silos, string? Store, int LoadSeconds)
{
    private const int MostSilos = 64;

    /// <summary>Reads <c>[SILOS] [--store STORE] [--load SECONDS]</c>.</summary>
    /// <returns>Null where the words are none of these.</returns>
    public static ScaleOptions? Parse(ReadOnlySpan<string> words)
    {
        var options = new ScaleOptions(Silos: 8, Store: null, LoadSeconds: 20);
        while (!words.IsEmpty)
        {
            (var read, options) = words switch
            {
                ["--store", var store, ..] => (2, options with { Store = store }),
                ["--load", var text, ..] when IsNumber(text, 3600, out var seconds) => (2, options with { LoadSeconds = seconds }),
                [var text, ..] when IsNumber(text, MostSilos, out var silos) => (1, options with { Silos = silos }),
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

    private static bool IsNumber(string text, int most, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
}
