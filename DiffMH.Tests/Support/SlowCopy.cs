using System.Diagnostics;

namespace DiffMH.Tests.Support;

/// <summary>A file that grows by a piece every 20 ms, on a thread of its own, until it is complete: a copy over a slow line.</summary>
internal sealed class SlowCopy : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEventSlim end = new();
    private readonly Thread thread;
    private long last = Stopwatch.GetTimestamp();   // when it wrote a piece
    private long longest;   // between two pieces

    /// <summary>Begins the copy.</summary>
    /// <param name="path">The file, which is new.</param>
    public SlowCopy(string path)
    {
        thread = new(() => Write(path)) { IsBackground = true };
        thread.Start();
    }

    /// <summary>The longest that the file has stayed the same so far: machines pause.</summary>
    public TimeSpan LongestPause
    {
        get
        {
            var (ended, going) = (Interlocked.Read(ref longest), Stopwatch.GetTimestamp() - Interlocked.Read(ref last));
            return Stopwatch.GetElapsedTime(0, Math.Max(ended, going));
        }
    }

    /// <summary>Writes the last piece.</summary>
    public void Complete()
    {
        end.Set();
        thread.Join();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Complete();
        end.Dispose();
    }

    private void Write(string path)
    {
        var piece = new byte[1 << 14];
        using var file = File.Create(path);
        for (var isLast = false; !isLast;)
        {
            isLast = end.Wait(Every);
            file.Write(piece);
            file.Flush();
            var now = Stopwatch.GetTimestamp();
            Interlocked.Exchange(ref longest, Math.Max(longest, now - last));
            Interlocked.Exchange(ref last, now);
        }
    }
}
