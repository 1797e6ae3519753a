using System.Diagnostics;
using System.Text.RegularExpressions;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Documentation;

/// <summary>The way of a new user, as the README tells it: a project of one's own, built, in a sweep on two silos. Every command is a process.</summary>
public sealed partial class FirstModelTests : IDisposable
{
    private const string Clone = "../DiffMH/";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Section = Between(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n"), "## A model of your own\n", "\n## ");
    private readonly TemporaryFolder folder = new();
    private readonly List<Process> silos = [];

    public void Dispose()
    {
        foreach (var silo in silos)
        {
            silo.Kill();
            silo.WaitForExit();
            silo.Dispose();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_model_goes_from_the_README_to_a_sweep_on_two_silos()
    {
        Directory.CreateDirectory(folder.File("Counts"));
        folder.Write("Counts/CountsPlugin.cs", Block("csharp"));
        Assert.Contains(Clone, Block("xml"), StringComparison.Ordinal);
        folder.Write("Counts/Counts.csproj", Block("xml").Replace(Clone, $"{Repository.Root}/", StringComparison.Ordinal));
        folder.Write("counts.yaml", Block("yaml"));
        var lines = Blocks().Matches(Section).Where(block => block.Groups[1].Length == 0).SelectMany(block => block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.Equal(["dotnet publish", "diffmh plugin", "diffmh verify", "diffmh run", "diffmh silo", "diffmh silo", "diffmh submit", "diffmh results"], lines.Select(line => string.Join(' ', line.Split(' ')[..2])));

        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.StartsWith("diffmh silo", StringComparison.Ordinal))
            {
                silos.Add(Start(line));
                Assert.Contains("plugins: Counts ", await silos[^1].StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience), StringComparison.Ordinal);
            }
            else
            {
                outputs[string.Join(' ', line.Split(' ')[..2])] = await Run(line);
            }
        }

        Assert.Matches(@"\nCounts +\S+ +[0-9a-f]{8} +truncated-poisson", outputs["diffmh plugin"]);
        Assert.Matches(@"\npassed: all \d+ rows\n$", outputs["diffmh verify"]);
        Assert.All([outputs["diffmh run"], outputs["diffmh submit"], outputs["diffmh results"]], output => Assert.Equal(Digest(outputs["diffmh run"]), Digest(output)));
    }

    private static string Digest(string output) => DigestLine().Match(output) is { Success: true } found ? found.Value : throw new InvalidOperationException($"No digest in: {output}");

    private async Task<string> Run(string line)
    {
        using var process = Start(line);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{line}: exit code {process.ExitCode}\n{output}\n{await error}");
        return output;
    }

    private Process Start(string line)
    {
        var words = line.Split(' ');
        var program = words[0] == "diffmh" ? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh") : words[0];
        var start = new ProcessStartInfo(program, words[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";   // or a build server keeps this test's pipes open
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DIFFMH__DATA"] = folder.Path;   // certificates are no business of the user's
        return Process.Start(start)!;
    }

    private static string Block(string language) => Between(Section, $"```{language}\n", "\n```\n") + "\n";

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("digest sha256:[0-9a-f]{64}")]
    private static partial Regex DigestLine();
}
