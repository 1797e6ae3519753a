using System.Globalization;

namespace DiffMH.Plugins.Tuning;

/// <summary>Lists of numbers in settings, where one number stands for all.</summary>
internal static class Listed
{
    /// <summary>As many numbers as wanted.</summary>
    /// <exception cref="SettingException">There are neither one nor as many.</exception>
    public static double[] Of(string name, Vector numbers, int count, string what) => numbers.Count == 1 || numbers.Count == count
        ? [.. Enumerable.Range(0, count).Select(i => numbers[numbers.Count == 1 ? 0 : i])]
        : throw new SettingException(name, string.Create(CultureInfo.InvariantCulture, $"found {numbers.Count} numbers for {count} {what}; give one for each, or one for all."));
}
