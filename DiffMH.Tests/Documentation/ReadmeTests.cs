using System.Text.RegularExpressions;
using DiffMH.Client;
using DiffMH.Client.Commands;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Documentation;

/// <summary>What the README and the pages of <c>docs/</c> show is what is there: the model compiles and is right, files exist, commands can be typed.</summary>
public sealed partial class ReadmeTests
{
    private const double Rate = 3.7;
    private const int Largest = 8;
    private const int Warmup = 20;
    private const int Draws = 1000;

    private static readonly string Readme = Read("README.md");
    private static readonly string[] Pages =
        ["README.md", "CONTRIBUTING.md", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(page => Path.GetRelativePath(Repository.Root, page)).Order()];

    private static readonly string TestPlugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    [Fact]
    public void The_model_is_the_one_that_is_compiled_and_has_fewer_than_40_lines()
    {
        var source = Read("DiffMH.Tests", "TestPlugins", "Counts", "CountsPlugin.cs");
        Assert.Equal(source.TrimEnd(), Assert.Single(Blocks("csharp")));
        Assert.InRange(source.TrimEnd().Split('\n').Length, 1, 39);
    }

    [Fact]
    public void The_model_is_loaded_from_a_drop_folder()
    {
        var status = Assert.Single(PluginSet.Load(TestPlugins).Statuses, status => status.Folder == "Counts");
        Assert.True(status.IsLoaded, status.Reason);
        Assert.Equal(["truncated-poisson"], status.Models);
    }

    [Fact]
    public async Task The_models_sweep_gives_the_derivative_of_the_finite_chain()
    {
        using var folder = new Support.TemporaryFolder();
        var file = folder.File("counts.yaml");
        await File.WriteAllTextAsync(file, Assert.Single(Blocks("yaml"), block => block.Contains("plugin: Counts", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        var (code, output, error) = await Session.Run(
            TestContext.Current.CancellationToken, "run", file, "--plugins", TestPlugins, "--out", folder.File("out"), "--set", $"seed={TestSeed.Base}", "-q", "-o", "json");

        Assert.True(code == ExitCode.Done, error);
        var point = Assert.Single(SummaryJson.Read<SummaryDocument>(output).Points);
        var (variance, slope) = Exact();
        var estimate = (point.Gradient["rate"].Value, point.Gradient["rate"].Mcse);
        Statistically.Agrees(variance, (point.Objective!.Value, point.Objective.Mcse), "variance of the count");
        Statistically.Agrees(slope, estimate, "d variance / d rate");
        Statistically.Differs(0.9 * slope, estimate, "ten per cent");
        Statistically.Differs(-slope, estimate, "sign");
    }

    [Fact]
    public void The_stationary_derivative_is_the_third_cumulant_over_the_rate()
    {
        // An exponential family in log λ, so the oracle of the test above is checked without a chain; the finite chain is within a per cent of it.
        double[] weights = [.. Enumerable.Range(0, Largest + 1).Select(n => Math.Exp(LogDensity(n)))];
        double Mean(Func<double, double> f) => weights.Select((weight, n) => weight * f(n)).Sum() / weights.Sum();
        var mean = Mean(n => n);
        var (variance, slope) = Exact();
        Assert.InRange(variance / Mean(n => Math.Pow(n - mean, 2)), 0.99, 1.01);
        Assert.InRange(slope / (Mean(n => Math.Pow(n - mean, 3)) / Rate), 0.99, 1.01);
    }

    public static TheoryData<string> AllPages => [.. Pages];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_file_that_is_named_exists(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Assert.All(SweepFile().Matches(Read(page)).Select(match => match.Value), path =>
            Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{page} names {path}."));
        Assert.All(Links().Matches(Read(page)).Select(match => match.Groups[1].Value), path =>
            Assert.True(Path.Exists(Path.Combine(folder, path)), $"{page} links to {path}."));
    }

    [Fact]
    public void The_README_leads_to_every_page() =>
        Assert.All(Pages[1..], page => Assert.Contains($"]({page.Replace('\\', '/')})", Readme, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_command_line_can_be_typed(string page)
    {
        var root = new DiffmhCommandLine(Terminal.Piped(TextWriter.Null, TextWriter.Null)).Root;
        Assert.All(CommandLines(page), line => Assert.Empty(root.Parse(line).Errors));
    }

    [Fact]
    public void The_pages_have_command_lines_and_sweep_files()
    {
        Assert.Contains("run sweeps/ising-specific-heat.yaml", CommandLines("README.md"));
        Assert.Contains("sweeps/ising-specific-heat.yaml", SweepFile().Matches(Read("docs", "sweep-files.md")).Select(match => match.Value));
    }

    [Fact]
    public void Every_exit_code_that_a_command_can_give_is_listed_with_its_number()
    {
        ExitCode[] later = [ExitCode.CheckFailed, ExitCode.ReplayDiffers, ExitCode.Cancelled];
        Assert.All(Enum.GetValues<ExitCode>().Except(later), code => Assert.Contains($"| {(int)code} | ", Read("docs", "commands.md"), StringComparison.Ordinal));
    }

    /// <summary>Variance of the count, formed from the moments of the finite chain, and its derivative in the rate.</summary>
    private static (double Variance, double Slope) Exact()
    {
        var labels = Largest + 1;
        var proposal = new double[labels, labels];
        for (var i = 0; i < labels; i++)
        {
            for (var j = 0; j < labels; j++)
            {
                proposal[i, j] = i == j ? 0 : 1.0 / Largest;
            }
        }

        double[] counts = [.. Enumerable.Range(0, labels)];
        var chain = new LabelChain(proposal, [.. Enumerable.Range(0, labels).Select(LogDensity)], [.. counts.Select(n => n / Rate)], TieRule.Mean);
        var exact = chain.Average(0, Warmup, Draws, 1, [counts, [.. counts.Select(n => n * n)]]);
        var (mean, square) = (exact.Moments[0], exact.Moments[1]);
        return (square - (mean * mean), exact.Slopes[1] - (2 * mean * exact.Slopes[0]));
    }

    private static double LogDensity(int count) => (count * Math.Log(Rate)) - Enumerable.Range(1, count).Sum(n => Math.Log(n));

    private static string[] CommandLines(string page) => [.. CommandLine().Matches(Read(page)).Select(match => match.Groups[1].Value)];

    private static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(Readme).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value.TrimEnd());

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\bsweeps/[\w-]+\.yaml")]
    private static partial Regex SweepFile();

    [GeneratedRegex(@"\]\(([\w./-]+)(?:#[\w-]*)?\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^(?:diffmh|dotnet run -c Release --project DiffMH\.Client --) +([^#\n]+)", RegexOptions.Multiline)]
    private static partial Regex CommandLine();
}
