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

    private readonly FileStream? file;
    private readonly ConcurrentStack<int> places;

    private FlightRecorder(FileStream? file, int places) => (this.file, this.places) = (file, new(Enumerable.Range(0, places)));

    /// <summary>Keeps nothing, where nobody would read it.</summary>
    public static FlightRecorder None { get; } = new(file: null, places: 0);

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
            var begun = new FileStream(Path.Combine(folder, name + Extension), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            begun.Write(new byte[Size * threads]);
            begun.Flush();
            return new(begun, threads);
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

    /// <summary>Computes lanes while they are on record.</summary>
    /// <param name="batch">The lanes.</param>
    /// <param name="compute">Computes them.</param>
    public T During<T>(BatchInFlight batch, Func<T> compute)
    {
        if (file is null || !places.TryPop(out var place))
        {
            return compute();
        }

        Write(place, JsonSerializer.SerializeToUtf8Bytes(batch));
        try
        {
            return compute();
        }
        finally
        {
            Write(place, []);
            places.Push(place);
        }
    }

    /// <summary>Ends the file: the process ends politely.</summary>
    public void Dispose()
    {
        if (file is not null)
        {
            file.Dispose();
            File.Delete(file.Name);
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
