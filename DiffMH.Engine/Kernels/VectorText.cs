using System.Globalization;

namespace DiffMH.Engine.Kernels;

/// <summary>States as messages show them.</summary>
internal static class VectorText
{
    private const int MostShown = 10;

    /// <summary>The first coordinates with all digits.</summary>
    public static string Of(ReadOnlySpan<Real> x)
    {
        var shown = x[..Math.Min(x.Length, MostShown)].ToArray().Select(number => number.Value.ToString("R", CultureInfo.InvariantCulture));
        return $"x = [{string.Join(", ", shown)}{(x.Length > MostShown ? ", ..." : "")}]";
    }
}
