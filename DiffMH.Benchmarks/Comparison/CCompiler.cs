using System.ComponentModel;
using System.Diagnostics;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Builds the C baselines into a temporary folder, which is deleted on disposal.</summary>
internal sealed class CCompiler : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("diffmh-baseline-");
    private readonly Dictionary<string, string> programs = [];

    /// <summary>The C compiler's flags.</summary>
    public static string Flags => "-O3 -march=native";

    /// <summary>Why there are no programs; null while all that were asked for could be built.</summary>
    public string? Problem { get; private set; }

    /// <summary>Builds with the first compiler that works: <c>$CC</c>, gcc, cc or clang.</summary>
    /// <param name="source">The source's name, without <c>.c</c>.</param>
    /// <returns>The program's path; null where there is none.</returns>
    public string? Build(string source)
    {
        if (Problem is null && !programs.ContainsKey(source))
        {
            Try(source, Path.Combine(AppContext.BaseDirectory, "Baselines", $"{source}.c"), Path.Combine(folder.FullName, source));
        }

        return programs.GetValueOrDefault(source);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private void Try(string name, string source, string program)
    {
        var reasons = new List<string>();
        string?[] candidates = [Environment.GetEnvironmentVariable("CC"), "gcc", "cc", "clang"];
        foreach (var compiler in candidates.OfType<string>().Where(candidate => candidate.Length > 0).Distinct())
        {
            var reason = Compile(compiler, source, program);
            if (reason is null)
            {
                programs[name] = program;
                return;
            }

            reasons.Add($"{compiler}: {reason}");
        }

        Problem = $"no C compiler builds {name}.c ({string.Join("; ", reasons)}). Install gcc, or name a compiler in CC.";
    }

    private static string? Compile(string compiler, string source, string program)
    {
        try
        {
            var start = new ProcessStartInfo(compiler, [.. Flags.Split(' '), "-o", program, source, "-lm"]) { RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors.Trim();
        }
        catch (Win32Exception)
        {
            return "not found";
        }
    }
}
