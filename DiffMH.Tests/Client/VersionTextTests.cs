using DiffMH.Client.Formatting;

namespace DiffMH.Tests.Client;

public sealed class VersionTextTests
{
    [Theory]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("1.0.0-rc.1+exp", "1.0.0-rc.1+exp")]
    [InlineData("1.0.0+b17254d81457b8c63f7397e44e8f2daac4b1237c", "1.0.0+b17254d")]
    public void Of_build_metadata_a_table_shows_the_beginning(string version, string shown) => Assert.Equal(shown, VersionText.Short(version));
}
