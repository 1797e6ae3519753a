using DiffMH.Silo.Hosting;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Settings are looked at before a silo joins, all problems at once.</summary>
public sealed class DiffMHOptionsTests
{
    [Fact]
    public void Every_problem_is_named_with_the_value_found_and_what_would_be_right()
    {
        var options = new DiffMHOptions { PluginFolder = "/nowhere", DataFolder = "/not/here", Store = "floppy", ComputeThreads = 0, BatchLimit = TimeSpan.FromSeconds(2) };
        Assert.Collection(
            options.Problems(),
            problem => Assert.Equal("PluginFolder is '/nowhere', which is not a folder; give the folder that holds one folder for each plugin.", problem),
            problem => Assert.Equal("DataFolder is '/not/here', which is not a folder; make it, or give another.", problem),
            problem => Assert.Equal("Store is 'floppy'; it must be 'memory', sqlite:PATH or redis://HOST:PORT.", problem),
            problem => Assert.Equal("ComputeThreads is 0; it must be 1 … 1024.", problem),
            problem => Assert.Equal("BatchLimit is 2 s; it must be 3 … 86400 s.", problem));
    }

    [Fact]
    public void A_password_in_an_address_that_cannot_be_read_is_not_shown()
    {
        using var folder = new TemporaryFolder();
        var options = new DiffMHOptions { PluginFolder = folder.Path, DataFolder = folder.Path, Store = "redis://me:se#cret@host" };
        Assert.StartsWith("Store is 'redis://…@host'; it must be 'memory', sqlite:PATH or redis://HOST:PORT; ", Assert.Single(options.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory", null)]
    [InlineData("sqlite:state.db", "state.db")]
    [InlineData("sqlite:/elsewhere/s.db", "/elsewhere/s.db")]
    public void A_store_is_memory_or_a_file_that_counts_from_the_data_folder(string store, string? path)
    {
        using var folder = new TemporaryFolder();
        var options = new DiffMHOptions { PluginFolder = folder.Path, DataFolder = folder.Path, Store = store };
        Assert.Empty(options.Problems());
        Assert.Equal(path is null ? null : Path.Combine(folder.Path, path), options.Address?.File);
    }
}
