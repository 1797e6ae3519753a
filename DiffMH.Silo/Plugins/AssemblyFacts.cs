using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DiffMH.Silo.Plugins;

/// <summary>What an assembly file says about itself, read without loading it.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Version">Its informational version; the assembly version where there is none.</param>
/// <param name="References">The assemblies it was compiled against.</param>
internal sealed record AssemblyFacts(string Name, string Version, ImmutableArray<AssemblyName> References)
{
    /// <summary>Reads a file.</summary>
    /// <returns>Null where the file is not a .NET assembly.</returns>
    public static AssemblyFacts? Read(string path)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        try
        {
            return image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata ? Read(metadata) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static AssemblyFacts Read(MetadataReader metadata)
    {
        var definition = metadata.GetAssemblyDefinition();
        return new(
            metadata.GetString(definition.Name),
            InformationalVersion(metadata, definition) ?? definition.Version.ToString(),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())]);
    }

    private static string? InformationalVersion(MetadataReader metadata, AssemblyDefinition definition)
    {
        foreach (var handle in definition.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
            {
                continue;
            }

            var constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
            if (constructor.Parent.Kind != HandleKind.TypeReference)
            {
                continue;
            }

            var type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
            if (metadata.StringComparer.Equals(type.Name, nameof(AssemblyInformationalVersionAttribute)))
            {
                var blob = metadata.GetBlobReader(attribute.Value);
                blob.ReadUInt16();   // the prolog of every attribute's value
                return blob.ReadSerializedString();
            }
        }

        return null;
    }
}
