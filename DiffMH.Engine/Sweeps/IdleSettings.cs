using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>
/// Settings that say how alternatives are followed, given to points whose estimator follows none. In a sweep that compares estimators they
/// stand there for the other points; where they have no effect on any point they are a mistake.
/// </summary>
internal sealed class IdleSettings
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SweepProblem> idle = new(StringComparer.Ordinal);

    /// <summary>The keys concerned.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["coupling", .. EstimatorSection.OfAlternatives.Select(key => DocumentPath.Join("estimator", key))];

    /// <summary>What is wrong with those that have no effect on any of the points noted.</summary>
    public IEnumerable<SweepProblem> Problems => idle.Where(entry => !used.Contains(entry.Key)).Select(entry => entry.Value);

    /// <summary>Says what is wrong with a setting that has no effect.</summary>
    /// <param name="section">Where it stands.</param>
    /// <param name="key">Its key.</param>
    public static SweepProblem Problem(MappingReader section, string key)
    {
        var path = section.PathOf(key);
        return new(path, $"{path}: found {Found.Text(section.Value(key))} with estimator.method covariance, which follows no alternatives; it must be left out, or the method must be dmh");
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
