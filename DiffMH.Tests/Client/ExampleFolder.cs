using System.Diagnostics;
using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>A folder as a user has one, with a silo: sweep files with the names of the shipped ones and less work, plugins, and a submitted sweep.</summary>
internal sealed class ExampleFolder : IAsyncDisposable
{
    private static readonly string[] Relative = ["sweeps/", "certificates", "sqlite:state.db", "plugins-of-mine", "results/", "trace."];
    private readonly TemporaryFolder folder = new();
    private RunningSilo? silo;

    /// <summary>The id of the sweep <c>ising-specific-heat</c>.</summary>
    public string Sweep { get; private set; } = "";

    /// <summary>Lays it out, starts a silo and submits.</summary>
    /// <param name="isLong">Whether the sweep is at work for minutes; else it has ended.</param>
    public static async Task<ExampleFolder> Create(bool isLong)
    {
        var example = new ExampleFolder();
        CopiedPlugins.To(example.folder.File("plugins-of-mine"), "DiffMH.Plugins.Mixture");
        Directory.CreateDirectory(example.folder.File("sweeps"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "sweeps"), "*.yaml"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            example.folder.Write($"sweeps/{name}.yaml", isLong ? SweepTexts.Long.Replace("name: long", $"name: {name}") : SweepTexts.Small.Replace("name: small", $"name: {name}"));
        }

        example.silo = await RunningSilo.Start(example.folder.File("state.db"));
        string[] submit = ["submit", example.folder.File("sweeps/ising-specific-heat.yaml")];
        var (code, id, error) = await example.silo.Run(submit);
        Assert.True(code == ExitCode.Done, error);
        example.Sweep = id.Trim();
        Assert.True(isLong || (await example.silo.Run([.. submit, "--watch"])).Code == ExitCode.Done);
        return example;
    }

    /// <summary>Carries out a command line as if it were typed in the folder: in this process, with what is relative to the folder made absolute.</summary>
    public Task<(ExitCode Code, string Output, string Error)> Run(string[] words)
    {
        string[] here = [.. words.Select(word => Relative.Any(start => word.StartsWith(start, StringComparison.Ordinal)) ? Absolute(word) : word)];
        return here.Contains("--store") || words[0] is "run" or "plan" or "compare" or "verify" or "completion" or "schema" || words is ["plugin", "info", ..] or ["cluster", "certs", ..]
            ? Session.Run(TestContext.Current.CancellationToken, here)
            : silo!.Run(TestContext.Current.CancellationToken, here);
    }

    /// <summary>Starts a process of its own in the folder.</summary>
    public Process Start(string[] words)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh");
        var start = new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.Environment["DIFFMH__STORE"] = "sqlite:state.db";
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await silo!.DisposeAsync();
        folder.Dispose();
    }

    private string Absolute(string word) => word.StartsWith("sqlite:", StringComparison.Ordinal) ? $"sqlite:{folder.File(word["sqlite:".Length..])}" : folder.File(word);
}
