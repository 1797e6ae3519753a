using DiffMH.Engine.Models;

namespace DiffMH.Tests.Models;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("1.2", "1.2.0", true)]
    [InlineData("1.2", "1.2.1", false)]
    [InlineData("[1.2]", "1.2.0+build.5", true)]
    [InlineData("[1.0,2.0)", "1.0.0", true)]
    [InlineData("[1.0,2.0)", "2.0.0", false)]
    [InlineData("[1.0,2.0)", "2.0.0-beta", true)]
    [InlineData("[1.0,2.0]", "2.0", true)]
    [InlineData("(1.0,2.0)", "1.0", false)]
    [InlineData("(1.0,)", "17.3", true)]
    [InlineData("[,2.0)", "0.1", true)]
    [InlineData("[1.0, 2.0)", "1.10.0", true)]
    [InlineData("[1.0,2.0)", "1.0.0-rc.1", false)]
    public void A_range_holds_what_it_says(string range, string version, bool holds) =>
        Assert.Equal(holds, VersionRange.TryParse(range)!.Holds(PluginVersion.TryParse(version)!));

    [Theory]
    [InlineData("")]
    [InlineData("[2.0,1.0]")]
    [InlineData("(1.0)")]
    [InlineData("[1.0")]
    [InlineData("1.x")]
    [InlineData("[,]")]
    [InlineData("[1,2,3]")]
    [InlineData("1.0,2.0")]
    [InlineData("1.2.3.4.5")]
    public void What_is_no_range_is_refused(string text) => Assert.Null(VersionRange.TryParse(text));

    [Fact]
    public void Versions_are_ordered_as_semantic_versioning_orders_them()
    {
        string[] ascending = ["0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2", "1.10"];

        Assert.Equal(ascending, ascending.Reverse().OrderBy(text => PluginVersion.TryParse(text)!, PluginVersion.Order));
    }
}
