using System.Globalization;

namespace DiffMH.Engine.Kernels;

/// <summary>Refuses numbers of a model that no chain could use, with the place and the value.</summary>
internal static class ModelCheck
{
    public static double LogDensity(double value, string where, ReadOnlySpan<double> theta) =>
        double.IsNaN(value) || double.IsPositiveInfinity(value)
            ? throw InvalidLogDensity(value, where, theta)
            : value;

    /// <summary>What is wrong with a log density.</summary>
    public static InvalidModelException InvalidLogDensity(double value, string where, ReadOnlySpan<double> theta) =>
        Invalid($"log density of {where}", value, "a finite number, or -Infinity outside the support", theta);

    public static double Finite(double value, string what, ReadOnlySpan<double> theta) =>
        double.IsFinite(value) ? value : throw Invalid(what, value, "a finite number", theta);

    /// <summary>A start, which must lie in the support.</summary>
    public static void Start(double logDensity, ReadOnlySpan<Real> x)
    {
        if (double.IsNegativeInfinity(logDensity))
        {
            throw new InvalidModelException($"The chain starts at {VectorText.Of(x)}, where the density is 0; a start must lie in the support.");
        }
    }

    public static int Label(int label, int labels, string what) => (uint)label < (uint)labels
        ? label
        : throw new InvalidModelException(string.Create(CultureInfo.InvariantCulture, $"The {what} is label {label}; labels are 0 to {labels - 1}."));

    /// <summary>A value that a start has put on a site.</summary>
    public static byte Value(byte value, SiteSpace space, int site) => value < space.Values
        ? value
        : throw new InvalidModelException($"The start puts value {value} on site {site}; values are 0 to {space.Values - 1}.");

    /// <summary>A derivative of the log ratio of a change of one site.</summary>
    public static double Score(double value, int site, int proposed) => double.IsFinite(value)
        ? value
        : throw new InvalidModelException(string.Create(CultureInfo.InvariantCulture, $"The score of giving site {site} the value {proposed} is {value}; it must be a finite number."));

    /// <summary>What is wrong with the log ratio of a change of one site.</summary>
    public static InvalidModelException InvalidRatio(double value, int site, int proposed) => new(
        string.Create(CultureInfo.InvariantCulture, $"The log ratio of giving site {site} the value {proposed} is {value}; it must be a finite number, or -Infinity outside the support."));

    /// <summary>What is wrong with log q(x′,x) − log q(x,x′) of a move on real vectors.</summary>
    public static InvalidModelException InvalidProposalRatio(double value, ReadOnlySpan<Real> from, ReadOnlySpan<Real> to) => new(
        string.Create(CultureInfo.InvariantCulture, $"The log ratio of the proposal is {value} from {VectorText.Of(from)} to {VectorText.Of(to)}; it must be a finite number, or -Infinity where there is no way back."));

    /// <summary>That a state has no score because a change on the way to it leads out of the support.</summary>
    /// <param name="change">What the change does.</param>
    public static InvalidModelException NoScore(string change) => new(
        $"The way from the state with value 0 on every site to the start, site by site, {change}, which leads to density 0, so the score of the start is not known. The covariance identity needs a start, and a value 0, between which densities are positive; use method dmh, without control.");

    private static InvalidModelException Invalid(string what, double value, string right, ReadOnlySpan<double> theta) => new(
        string.Create(CultureInfo.InvariantCulture, $"The {what} is {value} at theta = [{string.Join(", ", theta.ToArray().Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]; it must be {right}."));
}
