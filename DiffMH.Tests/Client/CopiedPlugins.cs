namespace DiffMH.Tests.Client;

/// <summary>A plugins folder of chosen plugins: shipped ones and those made for tests.</summary>
internal static class CopiedPlugins
{
    /// <summary>Copies plugins into a folder beside others of the test.</summary>
    /// <param name="target">The plugins folder, made where there is none.</param>
    /// <param name="names">The plugins.</param>
    /// <returns>The plugins folder.</returns>
    public static string To(string target, params string[] names)
    {
        foreach (var name in names)
        {
            var source = new[] { "plugins", "test-plugins" }.Select(place => Path.Combine(AppContext.BaseDirectory, place, name)).First(Directory.Exists);
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, name, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        return target;
    }
}
