using System.Diagnostics;
using System.Globalization;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>A program that somebody would write by hand, one process per run; it measures its own loop only.</summary>
/// <param name="name">Who.</param>
/// <param name="alternatives">How many alternatives each of its lanes carries.</param>
/// <param name="updates">Updates of all its primal chains.</param>
/// <param name="words">The program and its arguments, but for the seed, which comes last.</param>
/// <remarks>It prints one line: nanoseconds per update, then mean and standard error of each f and of each ∂f.</remarks>
internal sealed class Baseline(string name, int alternatives, long updates, params object[] words) : IContender
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Alternatives => alternatives;

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        string[] text = [.. words.Append(round).Select(word => Convert.ToString(word, CultureInfo.InvariantCulture)!)];
        var start = new ProcessStartInfo(text[0], text[1..]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', text)} ended with exit code {process.ExitCode}.");
        }

        double[] n = [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        MeanWithError[] estimates = [.. n[1..].Chunk(2).Select(pair => new MeanWithError(pair[0], pair[1]))];
        return new(n[0], updates, [.. estimates[..(estimates.Length / 2)]], [.. estimates[(estimates.Length / 2)..]]);
    }
}
