using System.Globalization;

namespace DiffMH.Client.Formatting;

/// <summary>Writes how long something took or will take, to the precision a reader can use.</summary>
public static class Durations
{
    private const double DaysOfAYear = 365.2425;

    /// <summary>29,000 years and a little more, which a clock can just tell.</summary>
    private const double MostSeconds = 29_200 * DaysOfAYear * 86_400;

    /// <summary>A span of time that is known in seconds only: longer than any clock's, it is told as what it exceeds.</summary>
    /// <param name="seconds">Seconds ≥ 0.</param>
    public static string Format(double seconds) => seconds < MostSeconds ? Format(TimeSpan.FromSeconds(seconds)) : "more than 29,000 years";

    /// <summary>The same for an estimate: about 3 h, or what it exceeds.</summary>
    /// <param name="seconds">Seconds ≥ 0.</param>
    public static string About(double seconds) => $"{(seconds < MostSeconds ? "about " : "")}{Format(seconds)}";

    /// <summary>3 ms, 0.4 s, 12 s, 3 min 05 s, 2 h 10 min, 4 d 03 h, 12 years.</summary>
    public static string Format(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        return whole switch
        {
            _ when duration.Ticks > 0 && duration.TotalMilliseconds < 99.5 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, duration.TotalMilliseconds):F0} ms"),
            _ when duration.TotalSeconds < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:F1} s"),
            { TotalMinutes: < 1 } => $"{whole.Seconds} s",
            { TotalHours: < 1 } => $"{whole.Minutes} min {whole.Seconds:00} s",
            { TotalDays: < 1 } => $"{whole.Hours} h {whole.Minutes:00} min",
            { TotalDays: < 3 * DaysOfAYear } => $"{whole.Days} d {whole.Hours:00} h",
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole.TotalDays / DaysOfAYear:N0} years"),
        };
    }

    /// <summary>A duration with its uncertainty, to the precision of the duration: 53 s ± 2 s, 2 h 10 min ± 5 min.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="error">One standard error; null where it is unknown.</param>
    public static string Format(TimeSpan duration, TimeSpan? error)
    {
        if (error is not { } spread)
        {
            return Format(duration);
        }

        var unit = duration.TotalSeconds < 9.95 ? TimeSpan.FromSeconds(0.1)
            : duration.TotalHours < 1 ? TimeSpan.FromSeconds(1)
            : duration.TotalDays < 1 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        var digits = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, spread / unit))) - 1));
        var shown = unit * digits * Math.Max(1, Math.Round(spread / (unit * digits)));   // two digits of an error are enough
        return $"{Format(duration)} ± {Short(shown, unit)}";
    }

    /// <summary>Whole units without zeros behind: 5 min instead of 5 min 00 s.</summary>
    private static string Short(TimeSpan duration, TimeSpan unit) => unit.TotalSeconds == 1 && duration.TotalMinutes < 1
        ? $"{duration.TotalSeconds} s"
        : Format(duration)
            .Replace(" min 00 s", " min", StringComparison.Ordinal)
            .Replace(" h 00 min", " h", StringComparison.Ordinal)
            .Replace(" d 00 h", " d", StringComparison.Ordinal);
}
