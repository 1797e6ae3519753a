using DiffMH.Client.Formatting;

namespace DiffMH.Tests.Client;

/// <summary>What derivatives are called.</summary>
public sealed class DerivativeLabelTests
{
    [Theory]
    [InlineData("specific_heat", "T", "d specific_heat / d T")]
    [InlineData("x[0]", "proposal.scale", "d x[0] / d proposal.scale")]
    [InlineData("mean(energy)/L^2", "T", "d (mean(energy)/L^2) / d T")]
    [InlineData("energy^2", "shift(J)", "d (energy^2) / d shift(J)")]
    [InlineData("heat per site", "T", "d (heat per site) / d T")]
    public void What_is_no_plain_name_stands_in_parentheses(string of, string by, string label) => Assert.Equal(label, DerivativeLabel.Of(of, by));
}
