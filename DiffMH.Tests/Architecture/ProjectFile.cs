using System.Xml.Linq;

namespace DiffMH.Tests.Architecture;

/// <summary>What a project file of the repository says about its references.</summary>
internal sealed record ProjectFile(string Name, string Folder, IReadOnlySet<string> Projects, IReadOnlySet<string> Packages)
{
    /// <summary>All projects of the repository: the plugins too, but not the plugins made for tests.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Under(Repository.Root).Concat(Under(Path.Combine(Repository.Root, "plugins"))).Select(Read)];

    public bool IsPlugin => Path.GetFileName(Path.GetDirectoryName(Folder)) == "plugins";

    public static ProjectFile Named(string name) =>
        All.SingleOrDefault(project => project.Name == name) ?? throw new ArgumentException($"No project {name} in {Repository.Root}.", nameof(name));

    /// <summary>Source files written by hand, of the plugins for tests too.</summary>
    public IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static IEnumerable<string> Under(string folder) => Directory
        .EnumerateDirectories(folder)
        .SelectMany(project => Directory.EnumerateFiles(project, "*.csproj"))
        .Order(StringComparer.Ordinal);

    private static ProjectFile Read(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var shared = Path.Combine(folder, "..", "Plugin.props");   // the one file that project files import references from
        var documents = File.Exists(shared) ? new[] { XDocument.Load(path), XDocument.Load(shared) } : [XDocument.Load(path)];
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            folder,
            Includes(documents, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))).ToHashSet(),
            Includes(documents, "PackageReference").ToHashSet());
    }

    private static IEnumerable<string> Includes(IEnumerable<XDocument> documents, string item) => documents
        .SelectMany(document => document.Descendants(item))
        .Select(element => element.Attribute("Include")?.Value)
        .OfType<string>();
}
