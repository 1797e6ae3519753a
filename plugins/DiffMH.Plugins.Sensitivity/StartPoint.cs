using System.Globalization;

namespace DiffMH.Plugins.Sensitivity;

/// <summary>Where chains begin, as people write it: locations, then a deviation, of which the state has the logarithm.</summary>
internal static class StartPoint
{
    private const string Setting = "start";

    /// <summary>Checks that there are as many numbers as coordinates, or none, and that the deviation is positive.</summary>
    /// <exception cref="SettingException">It is not so.</exception>
    public static void Require(Vector start, int dimension)
    {
        if (start.Count != 0 && start.Count != dimension)
        {
            throw new SettingException(Setting, string.Create(CultureInfo.InvariantCulture, $"found {start.Count} numbers; there must be {dimension}, the last a standard deviation."));
        }

        if (start.Count != 0 && !(start[dimension - 1] > 0))
        {
            throw new SettingException(Setting, string.Create(CultureInfo.InvariantCulture, $"ends with {start[dimension - 1]}, which is a standard deviation; it must be above 0."));
        }
    }

    /// <summary>Writes it as a state: 0, …, 0, log 1 where it is not given.</summary>
    public static void Fill(Vector start, Span<double> x)
    {
        x.Clear();
        if (start.Count > 0)
        {
            start.Values.CopyTo(x);
            x[^1] = Math.Log(x[^1]);
        }
    }
}
