using System.ComponentModel;
using System.Diagnostics;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Builds the C baseline into a temporary folder, which is deleted on disposal.</summary>
internal sealed class CCompiler : IDisposable
{
    private const string Source = "ising_scalar.c";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("diffmh-baseline-");

    /// <summary>The C compiler's flags.</summary>
    public static string Flags => "-O3 -march=native";

    /// <summary>Builds with the first compiler that works: <c>$CC</c>, gcc, cc or clang.</summary>
    /// <param name="problem">Why there is no program; null where there is one.</param>
    /// <returns>The program's path; null where there is none.</returns>
    public string? Build(out string? problem)
    {
        var program = Path.Combine(folder.FullName, "ising_scalar");
        var source = Path.Combine(AppContext.BaseDirectory, "Baselines", Source);
        var reasons = new List<string>();
        string?[] candidates = [Environment.GetEnvironmentVariable("CC"), "gcc", "cc", "clang"];
        foreach (var compiler in candidates.OfType<string>().Where(name => name.Length > 0).Distinct())
        {
            var reason = TryBuild(compiler, source, program);
            if (reason is null)
            {
                problem = null;
                return program;
            }

            reasons.Add($"{compiler}: {reason}");
        }

        problem = $"no C compiler builds {Source} ({string.Join("; ", reasons)}). Install gcc, or name a compiler in CC.";
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static string? TryBuild(string compiler, string source, string program)
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
