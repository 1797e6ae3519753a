using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the section <c>stop</c>: when points end before their last iteration.</summary>
/// <remarks>It has no defaults, and is the same for all points: what ends a point does not name it.</remarks>
/// <param name="section">The section.</param>
/// <param name="scope">What its rules have to fit.</param>
/// <param name="problems">Where problems are noted.</param>
internal sealed partial class StopSection(MappingReader section, StopScope scope, ICollection<SweepProblem> problems)
{
    /// <summary>The most numbers that a wall time may keep of each replicate: 1 MiB in every commit.</summary>
    public const long MostRecent = 1 << 17;

    private const string Duration = "a duration \"HH:MM:SS\" of at least one second, as in \"02:00:00\"";
    private const string ClockPattern = "(?!0+:00:00)([0-9]{2,4}):([0-5][0-9]):([0-5][0-9])";
    private static readonly IntegerKey Once = new("iterations", "", 1);
    private static readonly ShapedKey Iterations = new(
        Once.Name,
        "End after fewer iterations, the schedule as it is, at most optimizer.iterations (not checked here); a list has one number for each point.",
        () => IterationsShape(int.MaxValue));

    private static readonly TextKey WallTime = new("wall_time", "End when the sweep has been at work for so long, \"HH:MM:SS\".", Duration) { Fallback = "", Pattern = ClockPattern };
    private static readonly NumberKey Noise = new("gradient_below_noise", "End when the gradient is within so many standard errors of zero, as in 2; needs at least 2 chains.", NumberRange.Positive);

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("stop", "When points end before their last iteration.", [Iterations, WallTime, Noise, StandardErrorReader.Key]);

    /// <summary>In gradient mode there is one pass and no rule on gradients.</summary>
    public static JsonObject GradientRule() => SchemaOf.Keys((Iterations.Name, IterationsShape(1)), (Noise.Name, false), (StandardErrorReader.Key.Name, false));

    /// <summary>In a file without a design there is one point.</summary>
    public static JsonObject OnePointRule() => SchemaOf.Keys((Iterations.Name, new JsonObject { ["maxItems"] = 1 }));

    /// <summary>There is a rule for which the noise of the gradient must be known.</summary>
    public static JsonObject WatchesNoise() => SchemaOf.Any(SchemaOf.Required([Noise.Name]), WatchesErrors());

    /// <summary>There is a rule for which a standard error over replicates must be known.</summary>
    public static JsonObject WatchesErrors() => SchemaOf.Required([StandardErrorReader.Key.Name]);

    /// <summary>The rules; null where there is no such section.</summary>
    public static StopSettings? Read(MappingReader root, StopScope scope, ICollection<SweepProblem> problems) =>
        root.Mapping(Section) is { } mapping ? new StopSection(new MappingReader(mapping, Section.Name, problems), scope, problems).Read() : null;

    private StopSettings Read()
    {
        var rules = new StopSettings(ReadIterations(), ReadWallTime(), ReadNoise(), ReadErrors());
        section.Finish();
        return rules;
    }

    private int? ReadIterations()
    {
        var most = scope.MostIterations;
        if (section.Value(Iterations.Name) is JsonArray list)
        {
            return ReadOneForEachPoint(list, $"an integer from 0 to {Most(most)}");
        }

        return section.Has(Iterations.Name)
            ? (int)section.Integer(Once with { Maximum = most }, $"an integer from 1 to {Most(most)}; or a list of integers, one for each point")
            : null;
    }

    private static JsonObject IterationsShape(int most) => SchemaOf.Any(SchemaOf.Integer(Once.Minimum, most), SchemaOf.List(SchemaOf.Integer(0, most), 1));

    private string Most(int most) => scope.Mode == SweepMode.Gradient ? "1, as there is one pass in mode gradient" : $"optimizer.iterations, here {most}";

    /// <summary>The form that reproduces what a wall time has ended; 0 for a point that had not begun.</summary>
    private int? ReadOneForEachPoint(JsonArray list, string expected)
    {
        if (list.Count != scope.Points)
        {
            section.Note(Iterations.Name, $"found a list of {list.Count}; it must have one integer for each point, here {scope.Points}");
            return null;
        }

        var entry = list[scope.Point];
        if (JsonNumbers.TryGetInteger(entry, out var iterations) && iterations >= 0 && iterations <= scope.MostIterations)
        {
            return (int)iterations;
        }

        var path = DocumentPath.Item(section.PathOf(Iterations.Name), scope.Point);
        problems.Add(new(path, $"{path}: found {Found.Text(entry)}; it must be {expected}"));
        return null;
    }

    private TimeSpan? ReadWallTime()
    {
        if (section.Text(WallTime) is not { Length: > 0 } text)
        {
            return null;
        }

        var match = Clock().Match(text);
        if (!match.Success)
        {
            section.NoteValue(WallTime.Name, Duration);
            return null;
        }

        if (scope.Optimizer is { } optimizer && (long)optimizer.TailAverage * scope.Wrt.Length > MostRecent)
        {
            section.Note(WallTime.Name, $"found a tail average of {optimizer.TailAverage} iterations of {scope.Wrt.Length} parameters; with a wall time all of them are kept, so there must be at most {MostRecent}: give a smaller optimizer.tail_average");
        }

        return new TimeSpan(Part(1), Part(2), Part(3));

        int Part(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    private double? ReadNoise()
    {
        if (!section.Has(Noise.Name) || !FitsOptimizer(Noise.Name))
        {
            return null;
        }

        return section.Number(Noise);
    }

    private Vector ReadErrors() =>
        section.Has(StandardErrorReader.Key.Name) && FitsOptimizer(StandardErrorReader.Key.Name) ? new StandardErrorReader(section, scope, problems).Read() : Vector.Empty;

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

    [GeneratedRegex($@"\A{ClockPattern}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clock();
}
