using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the section <c>stop</c>: when points end before their last iteration.</summary>
/// <remarks>It has no defaults, and is the same for all points: what ends a point does not name it.</remarks>
/// <param name="section">The section.</param>
/// <param name="scope">What its rules have to fit.</param>
/// <param name="problems">Where problems are noted.</param>
internal sealed partial class StopSection(MappingReader section, StopScope scope, ICollection<SweepProblem> problems)
{
    /// <summary>The section's key.</summary>
    public const string Key = "stop";

    /// <summary>The most numbers that a wall time may keep of each replicate: 1 MiB in every commit.</summary>
    public const long MostRecent = 1 << 17;

    private const string Iterations = "iterations";
    private const string WallTime = "wall_time";
    private const string Noise = "gradient_below_noise";
    private const string Duration = "a duration \"HH:MM:SS\" of at least one second, as in \"02:00:00\"";

    /// <summary>The rules; null where there is no such section.</summary>
    public static StopSettings? Read(MappingReader root, StopScope scope, ICollection<SweepProblem> problems) =>
        root.Mapping(Key) is { } mapping ? new StopSection(new MappingReader(mapping, Key, problems), scope, problems).Read() : null;

    private StopSettings Read()
    {
        var rules = new StopSettings(ReadIterations(), ReadWallTime(), ReadNoise(), ReadErrors());
        section.Finish();
        return rules;
    }

    private int? ReadIterations()
    {
        var most = scope.MostIterations;
        if (section.Value(Iterations) is JsonArray list)
        {
            return ReadOneForEachPoint(list, $"an integer from 0 to {Most(most)}");
        }

        return section.Has(Iterations)
            ? (int)section.Integer(Iterations, most, 1, most, $"an integer from 1 to {Most(most)}; or a list of integers, one for each point")
            : null;
    }

    private string Most(int most) => scope.Mode == SweepMode.Gradient ? "1, as there is one pass in mode gradient" : $"optimizer.iterations, here {most}";

    /// <summary>The form that reproduces what a wall time has ended; 0 for a point that had not begun.</summary>
    private int? ReadOneForEachPoint(JsonArray list, string expected)
    {
        if (list.Count != scope.Points)
        {
            section.Note(Iterations, $"found a list of {list.Count}; it must have one integer for each point, here {scope.Points}");
            return null;
        }

        var entry = list[scope.Point];
        if (JsonNumbers.TryGetInteger(entry, out var iterations) && iterations >= 0 && iterations <= scope.MostIterations)
        {
            return (int)iterations;
        }

        var path = DocumentPath.Item(section.PathOf(Iterations), scope.Point);
        problems.Add(new(path, $"{path}: found {Found.Text(entry)}; it must be {expected}"));
        return null;
    }

    private TimeSpan? ReadWallTime()
    {
        if (section.Text(WallTime, fallback: "", Duration) is not { Length: > 0 } text)
        {
            return null;
        }

        var match = Clock().Match(text);
        var seconds = match.Success ? (3600 * Part(1)) + (60 * Part(2)) + Part(3) : 0;
        if (seconds == 0)
        {
            section.NoteValue(WallTime, Duration);
            return null;
        }

        if (scope.Optimizer is { } optimizer && (long)optimizer.TailAverage * scope.Wrt.Length > MostRecent)
        {
            section.Note(WallTime, $"found a tail average of {optimizer.TailAverage} iterations of {scope.Wrt.Length} parameters; with a wall time all of them are kept, so there must be at most {MostRecent}: give a smaller optimizer.tail_average");
        }

        return TimeSpan.FromSeconds(seconds);

        int Part(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    private double? ReadNoise()
    {
        if (!section.Has(Noise) || !FitsOptimizer(Noise))
        {
            return null;
        }

        return section.Number(Noise, fallback: 1, NumberRange.Positive);
    }

    private Vector ReadErrors() =>
        section.Has(StandardErrorReader.Key) && FitsOptimizer(StandardErrorReader.Key) ? new StandardErrorReader(section, scope, problems).Read() : Vector.Empty;

    /// <summary>Notes where a rule on gradients cannot be followed.</summary>
    private bool FitsOptimizer(string key)
    {
        if (scope.Mode == SweepMode.Gradient)
        {
            section.Note(key, $"found {key} in mode gradient, where there are no iterations to end; leave it out, and for a smaller error raise chain.draws or replicates.count", ProblemPart.Key);
            return false;
        }

        if (scope.Chain.Chains < 2)
        {
            section.Note(key, $"found it with chain.chains {scope.Chain.Chains}; the noise of a gradient is known from at least 2 chains", ProblemPart.Key);
        }

        return true;
    }

    [GeneratedRegex(@"\A([0-9]{2,4}):([0-5][0-9]):([0-5][0-9])\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clock();
}
