namespace DiffMH.Engine.Pilots;

/// <summary>An estimate with a confidence interval of probability 0.95.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct Interval(double Value, double Lower, double Upper)
{
    /// <summary>Of what is not known.</summary>
    public static Interval Unknown => new(double.NaN, double.NaN, double.NaN);
}
