using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace DiffMH.Silo.Compute;

/// <summary>Keeps in a file what a silo's threads compute, so that it can be known when its process has died at it.</summary>
/// <remarks>
/// A record is written before lanes are computed and removed after, by a call of the system each, some microseconds beside a
/// millisecond or more: what was written outlives the process, however that ends, and nothing is written to the store. The file is
/// locked as long as the process lives, and deleted at a polite end.
/// </remarks>
internal sealed class FlightRecorder : IDisposable
{
    /// <summary>The end of the files' names.</summary>
    public const string Extension = ".flight";

    /// <summary>The size of a record, in bytes: more than twice what one takes.</summary>
    private const int Size = 1024;

    private readonly string path;
    private readonly FileStream? file;
    private readonly ConcurrentStack<int> places;

    private FlightRecorder(string path, FileStream? file, int places) => (this.path, this.file, this.places) = (path, file, new(Enumerable.Range(0, places)));

    /// <summary>Keeps nothing, where nobody would read it.</summary>
    public static FlightRecorder None { get; } = new(path: "", file: null, places: 0);

    /// <summary>Begins a file.</summary>
    /// <param name="folder">Its folder, made where there is none.</param>
    /// <param name="name">What stands for the process, never used again.</param>
    /// <param name="threads">How many records it can hold; where more are needed, some are left out.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static FlightRecorder In(string folder, string name, int threads)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var last = Path.Combine(folder, name + Extension);

            // On Unix a file is there for a moment before it is locked, in which another silo would take it for that of one that died.
            // On Windows it is locked from the first, and cannot be renamed while it is.
            var first = OperatingSystem.IsWindows() ? last : last + ".new";
            var begun = new FileStream(first, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            begun.Write(new byte[Size * threads]);
            begun.Flush();
            File.Move(first, last);
            return new(last, begun, threads);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot keep on record what this silo computes, in {folder}: {exception.Message} Make it writable, or give another data folder.", exception);
        }
    }

    /// <summary>What is on record in a file.</summary>
    /// <param name="file">The file, from its beginning.</param>
    public static ImmutableArray<BatchInFlight> Read(Stream file)
    {
        var records = ImmutableArray.CreateBuilder<BatchInFlight>();
        var record = new byte[Size];
        while (file.ReadAtLeast(record, Size, throwOnEndOfStream: false) == Size)
        {
            if (Array.IndexOf(record, (byte)0) is > 0 and var length && TryRead(record.AsSpan(0, length)) is { } found)
            {
                records.Add(found);
            }
        }

        return records.ToImmutable();
    }

    /// <summary>Puts lanes on record.</summary>
    /// <param name="batch">The lanes, about to be computed.</param>
    /// <returns>Takes them off it.</returns>
    public Flight Begin(BatchInFlight batch)
    {
        if (file is null || !places.TryPop(out var place))
        {
            return new(end: null);
        }

        Write(place, JsonSerializer.SerializeToUtf8Bytes(batch));
        return new(() =>
        {
            Write(place, []);
            places.Push(place);
        });
    }

    /// <summary>Ends the file: the process ends politely.</summary>
    public void Dispose()
    {
        if (file is not null)
        {
            file.Dispose();
            File.Delete(path);
        }
    }

    private static BatchInFlight? TryRead(ReadOnlySpan<byte> record)
    {
        try
        {
            return JsonSerializer.Deserialize<BatchInFlight>(record);
        }
        catch (JsonException)
        {
            return null;   // the process died while it wrote it, and computed nothing of it
        }
    }

    private void Write(int place, ReadOnlySpan<byte> record)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        record[..Math.Min(record.Length, Size - 1)].CopyTo(bytes);
        try
        {
            RandomAccess.Write(file!.SafeFileHandle, bytes, (long)place * Size);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A disk that fails, or a silo that has left: the lanes are computed all the same.
        }
    }
}
