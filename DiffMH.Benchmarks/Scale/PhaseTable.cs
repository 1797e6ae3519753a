using DiffMH.Benchmarks.Comparison;

namespace DiffMH.Benchmarks.Scale;

/// <summary>Phases, a row each: costs of one point on all silos together, and how long answers took.</summary>
/// <param name="output">Where it goes.</param>
internal sealed class PhaseTable(TextWriter output)
{
    /// <summary>The names of the columns.</summary>
    public void Head()
    {
        output.WriteLine($"{"",-22} {"",8} {"of a point:",11} {"CPU",7} {"plugin",7} {"",7} {"",7} {"ms of a",8} {"",8} {"batches",11} {"status ms",13} {"list ms",13}");
        output.WriteLine($"{"points",-22} {"seconds",8} {"wall ms",11} {"ms",7} {"ms",7} {"batches",7} {"commits",7} {"commit",8} {"messages",8} {"least most",11} {"median  worst",13} {"median  worst",13}");
    }

    /// <summary>One row.</summary>
    /// <param name="name">Of what.</param>
    /// <param name="points">How many points came to their end.</param>
    /// <param name="phase">What was measured.</param>
    public void Write(string name, int points, Phase phase)
    {
        var (least, most) = phase.Balance;
        output.WriteLine(
            $"{name,-22} {phase.Seconds,8:0.0} {1000 * phase.Seconds / points,11:0.00} {1000 * phase.Sum(silo => silo.Cpu) / points,7:0.00} {1000 * phase.Sum(silo => silo.Computed) / points,7:0.00} "
            + $"{phase.Sum(silo => silo.Batches) / points,7:0.0} {phase.Sum(silo => silo.Commits) / points,7:0.00} {1000 * phase.Sum(silo => silo.CommitSeconds) / phase.Sum(silo => silo.Commits),8:0.0} {phase.Sum(silo => silo.Messages) / points,8:0.0} {least,6:0.00} {most,4:0.00} {Answers(phase.Status),13} {Answers(phase.List),13}");
    }

    /// <summary>Times of answers in ms: their median and the worst.</summary>
    public static string Answers(IReadOnlyList<double> seconds) => $"{1000 * Standing.Median(seconds),6:0} {1000 * seconds.Max(),6:0}";
}
