namespace DiffMH.Tests.Architecture;

/// <summary>Who may know whom: Client → Silo → Engine → Abstractions ← plugins, and nobody knows the tests.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("DiffMH.Abstractions")]
    [InlineData("DiffMH.Engine", "DiffMH.Abstractions")]
    [InlineData("DiffMH.Silo", "DiffMH.Engine", "DiffMH.Abstractions")]
    [InlineData("DiffMH.Client", "DiffMH.Silo", "DiffMH.Abstractions")]
    public void A_project_references_only_what_its_arrows_allow(string project, params string[] allowed) =>
        Assert.Subset(allowed.ToHashSet(), ProjectFile.Named(project).Projects.ToHashSet());

    [Fact]
    public void Plugins_reference_the_contract_and_nothing_else_of_ours()
    {
        var plugins = ProjectFile.All.Where(project => project.IsPlugin).ToArray();
        Assert.NotEmpty(plugins);
        Assert.All(plugins, plugin => Assert.Equal("DiffMH.Abstractions", Assert.Single(plugin.Projects)));
        Assert.All(plugins, plugin => Assert.DoesNotContain(plugin.Packages, IsOrleans));
    }

    [Fact]
    public void Nobody_references_the_tests() =>
        Assert.All(ProjectFile.All, project => Assert.DoesNotContain("DiffMH.Tests", project.Projects));

    [Fact]
    public void Numerics_never_see_Orleans()
    {
        Assert.DoesNotContain(ProjectFile.Named("DiffMH.Engine").Packages, IsOrleans);
        Assert.DoesNotContain(CompiledReferences.Of("DiffMH.Engine.dll"), IsOrleans);
    }

    [Fact]
    public void Numerics_use_of_ours_the_contract_alone() =>
        Assert.All(Ours(CompiledReferences.Of("DiffMH.Engine.dll")), name => Assert.Equal("DiffMH.Abstractions", name));

    [Fact]
    public void The_contract_uses_nothing_of_ours() =>
        Assert.Empty(Ours(CompiledReferences.Of("DiffMH.Abstractions.dll")));

    [Fact]
    public void A_built_plugin_uses_the_contract_alone_and_brings_no_copy_of_it()
    {
        var folders = Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "plugins"));
        Assert.NotEmpty(folders);
        Assert.All(folders, folder =>
        {
            var references = CompiledReferences.Of(Path.Combine(folder, Path.GetFileName(folder) + ".dll"));
            Assert.All(Ours(references), name => Assert.Equal("DiffMH.Abstractions", name));
            Assert.DoesNotContain(references, IsOrleans);
            Assert.False(File.Exists(Path.Combine(folder, "DiffMH.Abstractions.dll")), $"{folder} has a copy of the contract.");
        });
    }

    [Fact]
    public void Every_plugin_of_the_repository_is_laid_out_in_a_folder_of_its_own() => Assert.Equal(
        ProjectFile.All.Where(project => project.IsPlugin).Select(project => project.Name).Order(StringComparer.Ordinal),
        Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "plugins")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static bool IsOrleans(string name) => name.Contains("Orleans", StringComparison.Ordinal);

    private static IEnumerable<string> Ours(IEnumerable<string> names) =>
        names.Where(name => name.StartsWith("DiffMH", StringComparison.OrdinalIgnoreCase));
}
