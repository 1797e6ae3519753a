using System.Globalization;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>Numbers of a point as tables show them.</summary>
internal static class PointNumbers
{
    /// <summary>A number with its error.</summary>
    public static string Of(ValueSummary value) => ValueWithError.Format(value.Value, value.Mcse);

    /// <summary>A number of three digits that has no error.</summary>
    public static string Plain(double value) => double.IsFinite(value) ? value.ToString("G3", CultureInfo.InvariantCulture) : "–";

    /// <summary>How many standard errors a number is from zero; a dash where it has none.</summary>
    public static string Errors(double value, double error)
    {
        var distance = Math.Abs(value) / error;
        return double.IsFinite(distance) ? distance.ToString("F1", CultureInfo.InvariantCulture) : "–";
    }

    /// <summary>The part that is farthest from zero in its errors; the first where none has an error; null where there is none.</summary>
    public static (string Name, double Value, double Error)? Strongest(IEnumerable<(string Name, double Value, double Error)> parts)
    {
        var all = parts.ToArray();
        return all.Length == 0 ? null : all.MaxBy(part => Math.Abs(part.Value) / part.Error is var distance && double.IsFinite(distance) ? distance : -1);
    }
}
