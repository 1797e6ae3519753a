using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DiffMH.Tests.Architecture;

/// <summary>The assemblies that a compiled one uses, read without loading it.</summary>
internal static class CompiledReferences
{
    public static IReadOnlyList<string> Of(string assemblyFile)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assemblyFile));
        using var executable = new PEReader(stream);
        var metadata = executable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
