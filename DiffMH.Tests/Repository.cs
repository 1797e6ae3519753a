namespace DiffMH.Tests;

/// <summary>The clone that these tests were built in: where sources, sweeps and project files are.</summary>
internal static class Repository
{
    /// <summary>The folder of DiffMH.sln. Found from the test's output folder, since paths in the binaries are mapped.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException($"No DiffMH.sln above {AppContext.BaseDirectory}. Run the tests inside a clone."),
        _ when File.Exists(Path.Combine(folder.FullName, "DiffMH.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
