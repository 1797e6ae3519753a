using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads <c>optimizer.bounds</c>: for each parameter of <c>wrt</c> the closed interval onto which the optimiser projects.</summary>
/// <remarks>The range of the setting bounds as well; an end of null leaves that side to it.</remarks>
internal sealed class BoundsReader(MappingReader optimizer, ICollection<SweepProblem> problems)
{
    private const string Interval = "[lower, upper] with lower < upper, null for an end that the setting's own range bounds";

    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new(
        "bounds",
        "For parameters in estimator.wrt the closed interval onto which the optimiser projects, as in { T: [0.5, 10] }; null for an end that the setting's own range bounds. Required where that range excludes the end, unless a transform keeps the parameter from it. Not checked here: lower < upper, and that the start is inside.",
        () => SchemaOf.MappingOf(ThetaLayout.SelectorPattern, Within(NumberRange.Any)));

    /// <summary>The JSON schema of an interval inside a range.</summary>
    public static JsonObject Within(NumberRange range)
    {
        var end = SchemaOf.Number(range);
        end["type"] = SchemaOf.Names(["number", "null"]);
        return SchemaOf.Tuple(end, end.DeepClone());
    }

    /// <summary>The bounds of each parameter.</summary>
    /// <param name="theta">The parameters, where known.</param>
    /// <param name="wrt">Those that move.</param>
    /// <param name="transforms">In which coordinates; default where all move as they are.</param>
    public (Vector Lower, Vector Upper) Read(ThetaLayout? theta, ImmutableArray<string> wrt, ImmutableArray<ParameterTransform> transforms)
    {
        var mapping = optimizer.Mapping(Key) ?? [];
        if (theta is null || wrt.IsEmpty)
        {
            return (Vector.Empty, Vector.Empty);
        }

        var parameters = wrt.Select(name => theta.Parameters[theta.IndexOf(name)]).ToList();
        var given = ReadIntervals(mapping, parameters, theta);
        var lower = new double[wrt.Length];
        var upper = new double[wrt.Length];
        for (var i = 0; i < wrt.Length; i++)
        {
            (lower[i], upper[i]) = given.TryGetValue(wrt[i], out var interval) && interval is null
                ? (parameters[i].Lower, parameters[i].Upper)
                : Bound(parameters[i], interval ?? default, transforms.IsDefault ? ParameterTransform.None : transforms[i]);
        }

        return (Vector.Wrap(lower), Vector.Wrap(upper));
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(OptimizerSettings optimizer, ImmutableArray<string> wrt, ThetaLayout theta)
    {
        return new(wrt.Select((name, i) => KeyValuePair.Create<string, JsonNode?>(name, new JsonArray(End(name, optimizer.Lower[i]), End(name, optimizer.Upper[i])))));

        // An end that the parameter cannot have is that of its own range, and stands for a transform that does not reach it.
        JsonNode? End(string name, double bound) => theta.Parameters[theta.IndexOf(name)].Range.Holds(bound) ? JsonValue.Create(bound) : null;
    }

    /// <summary>The interval of each parameter that has one; null where it is wrong, which has been noted.</summary>
    private Dictionary<string, (double? Lower, double? Upper)?> ReadIntervals(JsonObject mapping, List<ThetaParameter> parameters, ThetaLayout theta)
    {
        var given = new Dictionary<string, (double? Lower, double? Upper)?>(StringComparer.Ordinal);
        foreach (var (name, node) in mapping)
        {
            var path = DocumentPath.Join(optimizer.PathOf(Key.Name), name);
            var bounded = parameters.Where(parameter => parameter.Name == name || parameter.Setting == name).ToList();
            if (bounded.Count == 0)
            {
                var why = theta.Select(name).IsEmpty ? NameSuggestion.For(name, [.. theta.Selectors]) : "that parameter is not in estimator.wrt and never moves";
                problems.Add(new(path, $"unknown key '{path}': found '{name}'; it must be a parameter in estimator.wrt: {why}", ProblemPart.Key));
            }
            else
            {
                var interval = ReadInterval(node, path);
                foreach (var parameter in bounded.Where(parameter => !given.TryAdd(parameter.Name, interval)))
                {
                    problems.Add(new(path, $"{path}: found a second interval for {parameter.Name}; each parameter has one", ProblemPart.Key));
                }
            }
        }

        return given;
    }

    private (double? Lower, double? Upper)? ReadInterval(JsonNode? node, string path)
    {
        if (node is JsonArray { Count: 2 } list && TryEnd(list[0], out var lower) && TryEnd(list[1], out var upper) && !(lower >= upper))
        {
            return (lower, upper);
        }

        problems.Add(new(path, $"{path}: found {Found.Text(node)}; it must be {Interval}"));
        return null;
    }

    private static bool TryEnd(JsonNode? node, out double? end)
    {
        end = JsonNumbers.TryGetDouble(node, out var number) ? number : null;
        return node is null || (end is { } value && double.IsFinite(value));
    }

    private (double Lower, double Upper) Bound(ThetaParameter parameter, (double? Lower, double? Upper) given, ParameterTransform transform)
    {
        var path = DocumentPath.Join(optimizer.PathOf(Key.Name), parameter.Name);
        if (given.Lower is null && parameter.AboveLower && transform == ParameterTransform.None)
        {
            Miss(parameter, path, "lower", $"above {Found.Number(parameter.Lower)}");
        }

        if (given.Upper is null && parameter.BelowUpper && transform != ParameterTransform.Logit)
        {
            Miss(parameter, path, "upper", $"below {Found.Number(parameter.Upper)}");
        }

        foreach (var end in new[] { given.Lower, given.Upper }.OfType<double>().Where(end => !parameter.Range.Holds(end)))
        {
            problems.Add(new(path, $"{path}: found the bound {Found.Number(end)}; it must be a value {parameter.Name} can have, a finite number{parameter.Range}"));
        }

        var (lower, upper) = (given.Lower ?? parameter.Lower, given.Upper ?? parameter.Upper);
        if (parameter.Initial < lower || parameter.Initial > upper)
        {
            problems.Add(new(parameter.Path, $"{parameter.Path}: found the start {Found.Number(parameter.Initial)}; it must be inside {path}, from {Found.Number(lower)} to {Found.Number(upper)}"));
        }

        return transform == ParameterTransform.None ? (lower, upper) : Open(parameter, path, transform, lower, upper);
    }

    private void Miss(ThetaParameter parameter, string path, string end, string where) => problems.Add(new(
        path,
        $"missing {end} bound '{path}': {parameter.Name} must stay {where}, and the optimiser projects onto a closed interval; give one, as in bounds: {{ {parameter.Name}: [lower, upper] }}",
        ProblemPart.Key));

    /// <summary>The ends that a transform does not reach: checks that there are such, and that the start lies between them.</summary>
    private (double Lower, double Upper) Open(ThetaParameter parameter, string path, ParameterTransform transform, double lower, double upper)
    {
        var ofTransform = DocumentPath.Join(optimizer.PathOf(TransformReader.Key.Name), parameter.Name);
        if (transform == ParameterTransform.Logit && !(double.IsFinite(lower) && double.IsFinite(upper)))
        {
            problems.Add(new(optimizer.PathOf(TransformReader.Key.Name), $"{ofTransform}: found logit without two finite bounds; give them, as in bounds: {{ {parameter.Name}: [0, 1] }}"));
            return (lower, upper);
        }

        // A start outside the bounds has been noted.
        var isInside = parameter.Initial >= lower && parameter.Initial <= upper;
        var isOnEnd = transform == ParameterTransform.Logit ? parameter.Initial == lower || parameter.Initial == upper : parameter.Initial <= 0;
        if (isInside && isOnEnd)
        {
            var right = transform == ParameterTransform.Logit ? $"between its bounds {Found.Number(lower)} and {Found.Number(upper)}, not on one of them" : "above 0";
            problems.Add(new(parameter.Path, $"{parameter.Path}: found the start {Found.Number(parameter.Initial)} with {ofTransform} {Word.Of(transform)}; it must be {right}"));
        }

        return transform == ParameterTransform.Log ? (Math.Max(0, lower), upper) : (lower, upper);
    }
}
