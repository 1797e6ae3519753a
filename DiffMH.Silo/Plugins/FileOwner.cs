using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DiffMH.Silo.Plugins;

/// <summary>To whom a file or folder belongs.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class FileOwner
{
    /// <summary>The number of the owner; of a link, of the link itself.</summary>
    /// <remarks>As an archive would note it: .NET tells it nowhere else, and the form of stat(2) differs between systems.</remarks>
    /// <exception cref="IOException">There is no such file.</exception>
    public static int Of(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(path, "entry");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.Uid;
    }

    /// <summary>Whether an owner is the user of this process, or root, who can do everything in any case.</summary>
    public static bool IsTrusted(int owner) => owner is 0 || owner == EffectiveUser();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial int EffectiveUser();
}
