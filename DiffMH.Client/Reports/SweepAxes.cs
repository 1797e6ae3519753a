using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Client.Formatting;

namespace DiffMH.Client.Reports;

/// <summary>What a sweep varies, and what each point has of it.</summary>
public sealed class SweepAxes
{
    private readonly ImmutableArray<ImmutableArray<string>> values;

    private SweepAxes(ImmutableArray<string> paths, ImmutableArray<ImmutableArray<string>> values, string[] parameters)
    {
        this.values = values;
        Paths = paths;
        Names = [.. paths.Select(path => Heading(path, paths, parameters))];
    }

    /// <summary>The dotted paths of the axes.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>How each axis is shown: see <see cref="Heading"/>.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The axes of a sweep; of those that have one value only, none, for they distinguish nothing.</summary>
    public static SweepAxes Of(FrozenSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        JsonObject[] settings = [.. sweep.Points.Select(point => JsonNode.Parse(point.Settings)!.AsObject())];
        string[] paths = [.. settings.SelectMany(point => point.Select(pair => pair.Key)).Distinct()];
        ImmutableArray<ImmutableArray<string>> all = [.. settings.Select(point => paths.Select(path => AxisValue.Short(point[path])).ToImmutableArray())];
        int[] varying = [.. Enumerable.Range(0, paths.Length).Where(axis => all.Select(point => point[axis]).Distinct().Skip(1).Any())];
        return new(
            [.. varying.Select(axis => paths[axis])],
            [.. all.Select(point => varying.Select(axis => point[axis]).ToImmutableArray())],
            [.. sweep.Points.SelectMany(point => point.Estimator.Wrt).Distinct()]);
    }

    /// <summary>The values that distinguish a point, one for each axis.</summary>
    /// <param name="point">The point's place in the sweep.</param>
    public ImmutableArray<string> Of(int point) => values[point];

    /// <summary>The different values of an axis, in the order of the points.</summary>
    /// <param name="axis">The axis's place among <see cref="Paths"/>.</param>
    public IReadOnlyList<string> Values(int axis) => [.. values.Select(point => point[axis]).Distinct()];

    /// <summary>What stands above an axis: its short name, beside an estimate of the same name told apart as what was given.</summary>
    /// <param name="path">Its dotted path.</param>
    /// <param name="paths">The paths of all axes.</param>
    /// <param name="parameters">The parameters whose estimates are shown.</param>
    internal static string Heading(string path, IReadOnlyCollection<string> paths, IReadOnlyCollection<string> parameters)
    {
        var name = ShortName(path, paths);
        return parameters.Contains(name) ? $"given {name}" : name;
    }

    /// <summary>The last part of a dotted path where it names one axis only.</summary>
    internal static string ShortName(string path, IReadOnlyCollection<string> paths)
    {
        var last = Last(path);
        return paths.Count(other => Last(other) == last) == 1 ? last : path;

        static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
    }
}
