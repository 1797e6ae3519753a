using System.IO.Pipelines;

namespace DiffMH.Silo.Security;

/// <summary>A stream as the two pipes of a connection.</summary>
/// <param name="stream">The stream; it is closed by whoever has opened it.</param>
internal sealed class StreamPipe(Stream stream) : IDuplexPipe
{
    /// <summary>As much as one record of TLS holds.</summary>
    private const int RecordBytes = 16 << 10;

    /// <inheritdoc/>
    public PipeReader Input { get; } = PipeReader.Create(stream, new(bufferSize: RecordBytes, leaveOpen: true));

    /// <inheritdoc/>
    public PipeWriter Output { get; } = PipeWriter.Create(stream, new(minimumBufferSize: RecordBytes, leaveOpen: true));
}
