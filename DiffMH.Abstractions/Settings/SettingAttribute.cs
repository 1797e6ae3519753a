namespace DiffMH;

/// <summary>Says how a property of a settings record is called and bounded in a sweep file.</summary>
/// <remarks>
/// Types: <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, any enum (by its name in lower case),
/// <see cref="Vector"/> (a list of numbers, or one number), <see cref="Parameter"/>, <see cref="Parameters"/> and <see cref="DataFile"/>. A property of the
/// first six kinds takes its initial value as default unless <see cref="Required"/>; a parameter takes <see cref="Default"/>, and is
/// required without one unless <see cref="Optional"/>; a data file is always required.
/// </remarks>
/// <param name="name">The key in the sweep file.</param>
/// <param name="description">What the setting means, in one sentence, with its range where the bounds do not say it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name, string description) : Attribute
{
    /// <summary>The key in the sweep file.</summary>
    public string Name { get; } = name;

    /// <summary>What the setting means.</summary>
    public string Description { get; } = description;

    /// <summary>The unit of the number; empty for a pure number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The least value allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is excluded, as 0 is for a temperature.</summary>
    public bool AboveMinimum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is excluded, as 1 is for a share beside which there must be another.</summary>
    public bool BelowMaximum { get; init; }

    /// <summary>The default of a <see cref="Parameter"/>; NaN where there is none.</summary>
    public double Default { get; init; } = double.NaN;

    /// <summary>Whether a value must be given although the property has an initial one.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a <see cref="Parameters"/> list may be absent.</summary>
    public bool Optional { get; init; }
}
