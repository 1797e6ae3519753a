namespace DiffMH.Silo.Grains;

/// <summary>The points of a sweep that wait for plugins: a few are asked again and again, and stand for all that need the same, which are left out meanwhile.</summary>
/// <param name="sweep">The sweep.</param>
internal sealed class AwaitingPoints(FrozenSweep sweep)
{
    private readonly Dictionary<int, string> asked = [];

    /// <summary>How many points are asked.</summary>
    public int Count => asked.Count;

    /// <summary>Whether a point needs what another is waiting for.</summary>
    public bool Concerns(int point) => asked.Count > 0 && asked.ContainsValue(NeededPlugins.Write(sweep.Points[point]));

    /// <summary>Notes a point that waits.</summary>
    public void Add(int point) => asked[point] = NeededPlugins.Write(sweep.Points[point]);

    /// <summary>Notes that a point does not wait any more.</summary>
    /// <returns>Whether it did.</returns>
    public bool Remove(int point) => asked.Remove(point);

    /// <summary>Forgets all.</summary>
    public void Clear() => asked.Clear();
}
