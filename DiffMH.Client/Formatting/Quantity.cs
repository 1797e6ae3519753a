using System.Globalization;

namespace DiffMH.Client.Formatting;

/// <summary>Writes counts and sizes for people.</summary>
public static class Quantity
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>9,960.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>640 bytes, 4.6 kB, 46 MB: two digits at least, in powers of 1000.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (Math.Round(bytes) >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes.ToString(unit > 0 && bytes < 9.95 ? "F1" : "F0", CultureInfo.InvariantCulture)} {Units[unit]}");
    }
}
