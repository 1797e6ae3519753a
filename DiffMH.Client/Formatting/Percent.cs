using System.Globalization;

namespace DiffMH.Client.Formatting;

/// <summary>Writes a share in per cent: 43.2%, everywhere without a space.</summary>
public static class Percent
{
    /// <summary>The share.</summary>
    /// <param name="share">0 … 1.</param>
    /// <param name="decimals">Digits behind the point.</param>
    public static string Of(double share, int decimals) => $"{(100 * share).ToString($"F{decimals}", CultureInfo.InvariantCulture)}%";
}
