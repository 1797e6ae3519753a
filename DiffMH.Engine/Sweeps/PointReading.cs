using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>One point of a design, on its own: what was read of it, and what is wrong with it.</summary>
/// <param name="combination">Which combination of the design it is.</param>
/// <param name="place">Its index, and how many points there are.</param>
/// <param name="draft">The file with the point's values put in.</param>
/// <param name="noted">What could not be put in.</param>
internal sealed class PointReading(int combination, (int Index, int Points) place, PointDraft draft, List<SweepProblem> noted)
{
    private readonly List<SweepProblem> idle = [];

    /// <summary>Which combination of the design it is.</summary>
    public int Combination => combination;

    /// <summary>Its place among the points as they are listed.</summary>
    public int Index => place.Index;

    /// <summary>The file with the point's values put in.</summary>
    public PointDraft Draft => draft;

    /// <summary>What is wrong with it, by the keys of the point.</summary>
    public IReadOnlyCollection<SweepProblem> Problems => noted;

    /// <summary>Its settings that have no effect.</summary>
    public IReadOnlyCollection<SweepProblem> Idle => idle;

    /// <summary>The point with its names; null where something is wrong.</summary>
    public ResolvedPoint? Point { get; private set; }

    /// <summary>The hash of the point as resolved, so that 50 and 5e1, or a name and { name }, are the same.</summary>
    public string Content { get; private set; } = "";

    /// <summary>Reads the point as strictly as a file of its own. Touches nothing that other points share but through what is safe for any number of threads.</summary>
    /// <param name="reader">Reads the sections.</param>
    /// <param name="shared">The axes whose points share streams.</param>
    public void Read(PointReader reader, IReadOnlyCollection<string> shared)
    {
        if (noted.Count > 0 || reader.Read(draft.Document, place, noted, idle) is not var (spec, sections))
        {
            return;
        }

        var settings = draft.Settings;
        Content = CanonicalJson.Hash(sections);
        Point = new(
            spec with
            {
                Identity = PointKeys.Identity(settings),
                StreamKey = PointKeys.StreamKey(settings, shared),
                Settings = CanonicalJson.Write(settings),
            },
            sections);
    }
}
