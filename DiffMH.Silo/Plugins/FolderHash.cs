using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Silo.Plugins;

/// <summary>The identity of a plugin: SHA-256 over its folder.</summary>
/// <remarks>
/// All files count, those of subfolders and hidden ones too: whatever a plugin may read is part of what it is. For each file, in the
/// ordinal order of their relative paths with '/' between the parts: length of the path in UTF-8 (8 bytes, little-endian), the path,
/// length of the content (likewise), the content. Times, permissions and empty folders do not count.
/// </remarks>
public static class FolderHash
{
    /// <summary>The hash of a folder as it is now.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in RelativePaths(folder))
        {
            Append(hash, Encoding.UTF8.GetBytes(path));
            Append(hash, File.ReadAllBytes(Path.Combine(folder, path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>All files below a folder, relative to it, with '/' between the parts, in ordinal order.</summary>
    public static IReadOnlyList<string> RelativePaths(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static void Append(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.LongLength);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
