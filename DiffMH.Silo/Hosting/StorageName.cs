namespace DiffMH.Silo.Hosting;

/// <summary>The names by which grains ask for storage.</summary>
internal static class StorageName
{
    /// <summary>The one store of a silo.</summary>
    public const string Default = "diffmh";
}
