using System.Globalization;

namespace DiffMH.Engine.Kernels;

/// <summary>Refuses numbers of a model that no chain could use, with the place and the value.</summary>
internal static class ModelCheck
{
    public static double LogDensity(double value, string where, ReadOnlySpan<double> theta) =>
        double.IsNaN(value) || double.IsPositiveInfinity(value)
            ? throw Invalid($"log density of {where}", value, "a finite number, or -Infinity outside the support", theta)
            : value;

    public static double Finite(double value, string what, ReadOnlySpan<double> theta) =>
        double.IsFinite(value) ? value : throw Invalid(what, value, "a finite number", theta);

    public static int Label(int label, int labels, string what) => (uint)label < (uint)labels
        ? label
        : throw new InvalidModelException(string.Create(CultureInfo.InvariantCulture, $"The {what} is label {label}; labels are 0 to {labels - 1}."));

    private static InvalidModelException Invalid(string what, double value, string right, ReadOnlySpan<double> theta) => new(
        string.Create(CultureInfo.InvariantCulture, $"The {what} is {value} at theta = [{string.Join(", ", theta.ToArray().Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]; it must be {right}."));
}
