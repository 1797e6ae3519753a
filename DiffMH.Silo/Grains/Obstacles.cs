namespace DiffMH.Silo.Grains;

/// <summary>Why parts of a sweep wait: nothing is wrong with them, and they go on when what they wait for has come.</summary>
internal sealed class Obstacles
{
    /// <summary>Stands for the sweep's own progress, where points stand for themselves.</summary>
    public const int OfSweep = -1;

    private readonly SortedDictionary<int, string> reasons = [];

    /// <summary>One of them; null where nothing waits.</summary>
    public string? First => reasons.Count == 0 ? null : reasons.First().Value;

    /// <summary>Notes why a point waits.</summary>
    public void Note(int point, string reason) => reasons[point] = reason;

    /// <summary>Notes that a point does not wait any more.</summary>
    public void Remove(int point) => reasons.Remove(point);

    /// <summary>Forgets all.</summary>
    public void Clear() => reasons.Clear();
}
