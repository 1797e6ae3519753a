namespace DiffMH.Tests.Architecture;

/// <summary>Plugins made for tests are built and laid out, and stay out of the drop folder that everything else loads.</summary>
public sealed class TestPluginTests
{
    [Fact]
    public void Each_project_in_TestPlugins_is_laid_out_beside_the_drop_folder_and_not_in_it()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "DiffMH.Tests", "TestPlugins"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(Path.GetFileNameWithoutExtension)
            .ToArray();
        Assert.NotEmpty(projects);
        Assert.All(projects, name =>
        {
            Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "test-plugins", name!, name + ".dll")));
            Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "plugins", name!)));
        });
    }
}
