using System.Globalization;

namespace DiffMH.Engine.Documents;

/// <summary>Numbers as ECMAScript writes them, which is how RFC 8785 (section 3.2.2.3) wants them.</summary>
public static class EcmaScriptNumber
{
    /// <summary>The shortest text that reads back as the same double, laid out as by <c>Number::toString</c>.</summary>
    /// <param name="value">A finite number; −0 is written as 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite or not a number, which JSON cannot say.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON holds finite numbers only.");
        }

        if (value == 0)
        {
            return "0";
        }

        // "E16" would round; "R" gives the shortest digits. Without an exponent it lays them out as ECMAScript does, else they are taken apart here.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!text.Contains('E', StringComparison.Ordinal))
        {
            return text;
        }

        var (digits, point) = Decompose(text.TrimStart('-'));
        return value < 0 ? "-" + LayOut(digits, point) : LayOut(digits, point);
    }

    /// <summary>Digits without leading or trailing zeros, and n such that the number is 0.digits · 10ⁿ.</summary>
    private static (string Digits, int Point) Decompose(string text)
    {
        var mantissaEnd = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = mantissaEnd < 0 ? 0 : int.Parse(text.AsSpan(mantissaEnd + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mantissaEnd < 0 ? text : text[..mantissaEnd];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        var point = (dot < 0 ? mantissa.Length : dot) + exponent - (digits.Length - significant.Length);
        return (significant.TrimEnd('0'), point);
    }

    private static string LayOut(string digits, int point)
    {
        var count = digits.Length;
        return point switch
        {
            > 21 or <= -6 => Scientific(digits, point - 1),
            _ when point >= count => digits + new string('0', point - count),
            > 0 => $"{digits[..point]}.{digits[point..]}",
            _ => $"0.{new string('0', -point)}{digits}",
        };
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
    }
}
