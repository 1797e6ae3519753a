using System.Threading.Channels;

namespace DiffMH.Silo.Hosting;

/// <summary>Tells that something may have happened in a folder, where its file system tells of it: a reason to look sooner, never one not to look.</summary>
internal sealed class FolderHint : IDisposable
{
    private readonly Channel<bool> hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });   // many hints are one
    private readonly FileSystemWatcher? watcher;

    /// <summary>Begins to listen.</summary>
    public FolderHint(string folder)
    {
        try
        {
            watcher = new(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => Signal();
            watcher.Created += (_, _) => Signal();
            watcher.Deleted += (_, _) => Signal();
            watcher.Renamed += (_, _) => Signal();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // The system has no watch left, or its folder is gone for now: looking goes on without hints.
        }
    }

    /// <summary>Waits for a hint that came since the last wait, or for the end of the patience.</summary>
    public async Task Wait(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        await ((Task)hints.Reader.WaitToReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        hints.Reader.TryRead(out _);
    }

    /// <inheritdoc/>
    public void Dispose() => watcher?.Dispose();

    private void Signal() => hints.Writer.TryWrite(true);
}
