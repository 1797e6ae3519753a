using System.Globalization;

namespace DiffMH.Client.Formatting;

/// <summary>Writes how long something took or will take, to the precision a reader can use.</summary>
public static class Durations
{
    /// <summary>0.4 s, 12 s, 3 min 05 s, 2 h 10 min, 4 d 03 h.</summary>
    public static string Format(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        return whole switch
        {
            _ when duration.TotalSeconds < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:F1} s"),
            { TotalMinutes: < 1 } => $"{whole.Seconds} s",
            { TotalHours: < 1 } => $"{whole.Minutes} min {whole.Seconds:00} s",
            { TotalDays: < 1 } => $"{whole.Hours} h {whole.Minutes:00} min",
            _ => $"{whole.Days} d {whole.Hours:00} h",
        };
    }
}
