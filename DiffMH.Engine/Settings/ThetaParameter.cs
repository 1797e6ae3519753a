using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Settings;

/// <summary>One number of θ.</summary>
/// <param name="Name">Its name: <c>T</c>, <c>means[1]</c> for an element of a list, <c>proposal.scale</c> for one of the proposal.</param>
/// <param name="Setting">The setting it belongs to.</param>
/// <param name="Initial">The value given in the sweep file.</param>
/// <param name="Lower">The least value the model allows, −∞ where there is none.</param>
/// <param name="Upper">The largest value the model allows, +∞ where there is none.</param>
/// <param name="AboveLower">Whether <paramref name="Lower"/> itself is excluded.</param>
/// <param name="BelowUpper">Whether <paramref name="Upper"/> itself is excluded.</param>
/// <param name="Path">Where its value stands in the sweep file: <c>model.parameters.T</c>.</param>
public sealed record ThetaParameter(string Name, string Setting, double Initial, double Lower, double Upper, bool AboveLower, bool BelowUpper, string Path)
{
    /// <summary>Which values the model allows.</summary>
    internal NumberRange Range => new(Lower, Upper, AboveLower, BelowUpper);
}
