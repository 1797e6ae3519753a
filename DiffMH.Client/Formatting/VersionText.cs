namespace DiffMH.Client.Formatting;

/// <summary>Versions as tables show them.</summary>
internal static class VersionText
{
    private const int MostOfBuild = 7;

    /// <summary>A semantic version with the first seven characters of its build metadata, which the compiler makes of a commit's forty.</summary>
    public static string Short(string version)
    {
        var build = version.IndexOf('+', StringComparison.Ordinal) + 1;
        return build > 0 && version.Length - build > MostOfBuild ? version[..(build + MostOfBuild)] : version;
    }
}
