namespace DiffMH.TestPlugins.Dependency;

/// <summary>Is never there when it is needed.</summary>
public static class Absent
{
    /// <summary>Does nothing.</summary>
    public static void Help()
    {
    }
}
