namespace DiffMH.Tests.Security;

/// <summary>A stream that keeps what passes.</summary>
internal sealed class RecordedStream(Stream inner) : Stream
{
    private readonly MemoryStream written = new(), read = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>All that was written.</summary>
    public byte[] Written => Copy(written);

    /// <summary>All that was read.</summary>
    public byte[] HasRead => Copy(read);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Keep(read, buffer.Span[..count]);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Keep(written, buffer.Span);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void Keep(MemoryStream record, ReadOnlySpan<byte> bytes)
    {
        lock (record)
        {
            record.Write(bytes);
        }
    }

    private static byte[] Copy(MemoryStream record)
    {
        lock (record)
        {
            return record.ToArray();
        }
    }
}
