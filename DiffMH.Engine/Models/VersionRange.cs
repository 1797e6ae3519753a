namespace DiffMH.Engine.Models;

/// <summary>Which versions are right: <c>1.2</c> or <c>[1.2]</c> exactly, <c>[1.0,2.0)</c> from 1.0 to below 2.0, <c>(1.0,]</c> above 1.0.</summary>
public sealed class VersionRange
{
    private readonly PluginVersion? lower;
    private readonly PluginVersion? upper;
    private readonly bool includesLower;
    private readonly bool includesUpper;
    private readonly string text;

    private VersionRange(string text, PluginVersion? lower, PluginVersion? upper, bool includesLower, bool includesUpper) =>
        (this.text, this.lower, this.upper, this.includesLower, this.includesUpper) = (text, lower, upper, includesLower, includesUpper);

    /// <summary>The range a text says; null where it says none.</summary>
    public static VersionRange? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isBracketed = text.Length > 2 && text[0] is '[' or '(' && text[^1] is ']' or ')';
        var ends = (isBracketed ? text[1..^1] : text).Split(',');
        return ends.Length switch
        {
            1 when !isBracketed || (text[0] == '[' && text[^1] == ']') => Exactly(text, ends[0].Trim()),
            2 when isBracketed => Between(text, ends[0].Trim(), ends[1].Trim()),
            _ => null,
        };
    }

    /// <summary>Whether a version is in the range.</summary>
    public bool Holds(PluginVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var aboveLower = lower is null || (IsOrdered(lower, version, includesLower));
        var belowUpper = upper is null || (IsOrdered(version, upper, includesUpper));
        return aboveLower && belowUpper;
    }

    /// <summary>The range as it was written.</summary>
    public override string ToString() => text;

    private static bool IsOrdered(PluginVersion first, PluginVersion second, bool mayBeEqual)
    {
        var order = PluginVersion.Order.Compare(first, second);
        return order < 0 || (order == 0 && mayBeEqual);
    }

    private static VersionRange? Exactly(string text, string version) =>
        PluginVersion.TryParse(version) is { } only ? new VersionRange(text, only, only, includesLower: true, includesUpper: true) : null;

    private static VersionRange? Between(string text, string from, string to)
    {
        var least = PluginVersion.TryParse(from);
        var largest = PluginVersion.TryParse(to);
        var isBroken = (least is null && from.Length > 0) || (largest is null && to.Length > 0) || (least is null && largest is null);
        return isBroken || (least is not null && largest is not null && PluginVersion.Order.Compare(least, largest) > 0)
            ? null
            : new VersionRange(text, least, largest, text[0] == '[', text[^1] == ']');
    }
}
