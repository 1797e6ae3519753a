using System.Globalization;

namespace DiffMH.Client.Formatting;

/// <summary>Writes an estimate with its standard error in concise notation: 2.3312(42) is 2.3312 ± 0.0042.</summary>
/// <remarks>
/// Two significant digits of the error, as in the CODATA tables, and the value to the same place. Where the error's digits straddle
/// the point it keeps the point, 223.0(7.1). The invariant culture always.
/// </remarks>
public static class ValueWithError
{
    /// <summary>What stands for the error where there is none.</summary>
    public const string UnknownError = "±?";

    private const int LargestPlainExponent = 6;
    private const int SmallestPlainExponent = -5;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The estimate with its standard error.</summary>
    public static string Format(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return Format(estimate.Value, estimate.Error);
    }

    /// <summary>A value with its standard error.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="error">One standard error ≥ 0; 0 for an exact number; NaN where it is unknown.</param>
    /// <returns>2.3312(42); the shortest exact form of an exact number; four digits and ±? where the error is unknown; – for no value.</returns>
    public static string Format(double value, double error)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "–" : value.ToString(Invariant);
        }

        if (!double.IsFinite(error) || error < 0)
        {
            return $"{value.ToString("G4", Invariant)} {UnknownError}";
        }

        return error == 0 ? value.ToString("R", Invariant) : Concise(value, error);
    }

    /// <summary>A value with its standard error, and the reason where there is no error.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="error">One standard error; NaN where it is unknown.</param>
    /// <param name="reason">Why an unknown error is unknown, as in <c>one group</c>.</param>
    public static string Format(double value, double error, string reason)
    {
        var text = Format(value, error);
        return text.EndsWith(UnknownError, StringComparison.Ordinal) ? $"{text} ({reason})" : text;
    }

    private static string Concise(double value, double error)
    {
        var largest = Math.Max(Exponent(value), Exponent(error));
        if (largest is <= LargestPlainExponent and >= SmallestPlainExponent)
        {
            return Fixed(value, error, shift: 0);
        }

        return $"{Fixed(value, error, largest)}e{largest.ToString(Invariant)}";
    }

    /// <summary>Both numbers divided by 10^shift, in decimal arithmetic so that no digit is an artefact of the division.</summary>
    private static string Fixed(double value, double error, int shift)
    {
        var (digits, exponent) = Rounded(error);
        exponent -= shift;
        var decimals = Math.Max(0, 1 - exponent);
        var shown = exponent switch
        {
            < 0 => digits,
            0 => $"{digits[0]}.{digits[1]}",
            _ => digits + new string('0', exponent - 1),
        };
        return $"{Place(value, shift, decimals, exponent)}({shown})";
    }

    private static string Place(double value, int shift, int decimals, int exponent)
    {
        var scaled = shift == 0 ? value : double.Parse($"{value.ToString("E16", Invariant).Split('E')[0]}E{Exponent(value) - shift}", Invariant);
        if (exponent > 1)
        {
            var unit = Math.Pow(10, exponent - 1);
            scaled = Math.Round(scaled / unit) * unit;
        }

        var text = scaled.ToString($"F{decimals}", Invariant);
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('-') : text;
    }

    private static (string Digits, int Exponent) Rounded(double error)
    {
        var text = error.ToString("E1", Invariant);
        return ($"{text[0]}{text[2]}", int.Parse(text.AsSpan(4), NumberStyles.AllowLeadingSign, Invariant));
    }

    private static int Exponent(double value) =>
        value == 0 ? int.MinValue : int.Parse(value.ToString("E16", Invariant).Split('E')[1], NumberStyles.AllowLeadingSign, Invariant);
}
