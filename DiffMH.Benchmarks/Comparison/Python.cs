using System.ComponentModel;
using System.Diagnostics;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Runs the Python baselines, where <c>python3</c> and the modules they import are installed.</summary>
internal sealed class Python
{
    private readonly Dictionary<string, string?> problems = [];

    /// <summary>Why each baseline that was asked for does not run.</summary>
    public IEnumerable<string> Problems => problems.Values.OfType<string>();

    /// <summary>Looks for what a script needs.</summary>
    /// <param name="script">The script's name, without <c>.py</c>.</param>
    /// <param name="module">The module it imports.</param>
    /// <returns>The script's path; null where it cannot run.</returns>
    public string? Find(string script, string module)
    {
        if (!problems.TryGetValue(script, out var problem))
        {
            problem = Import(module) is { } reason ? $"{script}.py skipped: {reason}" : null;
            problems[script] = problem;
        }

        return problem is null ? Path.Combine(AppContext.BaseDirectory, "Baselines", $"{script}.py") : null;
    }

    private static string? Import(string module)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", $"import {module}"]) { RedirectStandardError = true, UseShellExecute = false })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors.Trim().Split('\n')[^1];
        }
        catch (Win32Exception)
        {
            return "python3 not found";
        }
    }
}
