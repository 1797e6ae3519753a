using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>
/// Settings of one estimator, given to points with another: how alternatives are followed, where none is; the step of a difference that is
/// not taken. In a sweep that compares estimators they stand there for the other points; where they have no effect on any point they are a mistake.
/// </summary>
internal sealed class IdleSettings
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SweepProblem> idle = new(StringComparer.Ordinal);

    /// <summary>The keys concerned.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [CouplingSection.Key.Name, .. EstimatorSection.OfAlternatives.Append(StepReader.Key.Name).Select(key => DocumentPath.Join(EstimatorSection.Section.Name, key))];

    /// <summary>What is wrong with those that have no effect on any of the points noted.</summary>
    public IEnumerable<SweepProblem> Problems => idle.Where(entry => !used.Contains(entry.Key)).Select(entry => entry.Value);

    /// <summary>Says what is wrong with a setting of alternatives where none is followed.</summary>
    /// <param name="section">Where it stands.</param>
    /// <param name="key">Its key.</param>
    /// <param name="method">The point's estimator.</param>
    public static SweepProblem OfAlternatives(MappingReader section, string key, EstimatorMethod method) =>
        Problem(section, key, method, "follows no alternatives", EstimatorMethod.Dmh);

    /// <summary>Says what is wrong with the setting of a difference where none is taken.</summary>
    /// <param name="section">Where it stands.</param>
    /// <param name="key">Its key.</param>
    /// <param name="method">The point's estimator.</param>
    public static SweepProblem OfDifferences(MappingReader section, string key, EstimatorMethod method) =>
        Problem(section, key, method, "takes no difference", EstimatorMethod.FiniteDifference);

    private static SweepProblem Problem(MappingReader section, string key, EstimatorMethod method, string why, EstimatorMethod right)
    {
        var path = section.PathOf(key);
        return new(path, $"{path}: found {Found.Text(section.Value(key))} with estimator.method {Word.Of(method)}, which {why}; it must be left out, or the method must be {Word.Of(right)}");
    }

    /// <summary>Takes note of one point.</summary>
    /// <param name="ofPoint">The settings that have no effect on it.</param>
    /// <param name="locate">Where a key of the point stands in the file: points that share the place share the value.</param>
    public void Note(IReadOnlyCollection<SweepProblem> ofPoint, Func<SweepProblem, SweepProblem> locate)
    {
        foreach (var path in Paths)
        {
            if (ofPoint.FirstOrDefault(problem => problem.Path == path) is { } problem)
            {
                var located = locate(problem);
                idle.TryAdd(located.Path, located);
            }
            else
            {
                used.Add(locate(new SweepProblem(path, "")).Path);
            }
        }
    }
}
