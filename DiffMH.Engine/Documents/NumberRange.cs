namespace DiffMH.Engine.Documents;

/// <summary>Which numbers a key takes.</summary>
/// <param name="Minimum">The least, −∞ where there is none.</param>
/// <param name="Maximum">The largest, +∞ where there is none.</param>
/// <param name="AboveMinimum">Whether the least itself is excluded.</param>
/// <param name="BelowMaximum">Whether the largest itself is excluded.</param>
internal readonly record struct NumberRange(double Minimum, double Maximum, bool AboveMinimum = false, bool BelowMaximum = false)
{
    /// <summary>Every finite number.</summary>
    public static NumberRange Any => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Every finite number above 0.</summary>
    public static NumberRange Positive => new(0, double.PositiveInfinity, AboveMinimum: true);

    /// <summary>0 ≤ x &lt; 1.</summary>
    public static NumberRange BelowOne => new(0, 1, BelowMaximum: true);

    /// <summary>Whether a number is finite and inside.</summary>
    public bool Holds(double value) =>
        double.IsFinite(value)
        && (AboveMinimum ? value > Minimum : value >= Minimum)
        && (BelowMaximum ? value < Maximum : value <= Maximum);

    /// <summary>The range as messages say it after "an integer" or "a number".</summary>
    public override string ToString()
    {
        var hasMinimum = !double.IsNegativeInfinity(Minimum);
        var hasMaximum = !double.IsPositiveInfinity(Maximum);
        if (hasMinimum && hasMaximum && !AboveMinimum && !BelowMaximum)
        {
            return $" from {Found.Number(Minimum)} to {Found.Number(Maximum)}";
        }

        var lower = hasMinimum ? $" {(AboveMinimum ? "above" : "of at least")} {Found.Number(Minimum)}" : "";
        var upper = hasMaximum ? $" {(BelowMaximum ? "below" : "of at most")} {Found.Number(Maximum)}" : "";
        return lower.Length > 0 && upper.Length > 0 ? $"{lower} and{upper}" : lower + upper;
    }
}
