using System.Collections.Concurrent;

namespace DiffMH.Silo.Hosting;

/// <summary>Answers that hold for a moment: what takes all members of the cluster to work out, and is asked for by every call.</summary>
/// <remarks>With 1,000 silos of 16 threads, to deal out turns takes a millisecond or more, and batches end thousands of times a second. Members change hardly ever, and who learns of it a moment later is asked again.</remarks>
/// <typeparam name="T">Of an answer; not to be changed.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class Momentary<T>(TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.25);

    private readonly ConcurrentDictionary<string, (T Answer, long At)> known = new(StringComparer.Ordinal);

    private long tidied;

    /// <summary>How many answers are kept.</summary>
    public int Count => known.Count;

    /// <summary>The answer to a question, at most a moment old.</summary>
    /// <param name="question">The question; it may be anybody's, and is forgotten a moment after it was last worked out.</param>
    /// <param name="answer">Works it out.</param>
    public T Of(string question, Func<string, T> answer)
    {
        if (!known.TryGetValue(question, out var last) || IsOver(last.At))
        {
            Tidy();
            known[question] = last = (answer(question), time.GetTimestamp());
        }

        return last.Answer;
    }

    private bool IsOver(long at) => time.GetElapsedTime(at) >= Moment;

    /// <summary>Forgets what holds no more, once in a moment.</summary>
    private void Tidy()
    {
        if (IsOver(Interlocked.Read(ref tidied)))
        {
            Interlocked.Exchange(ref tidied, time.GetTimestamp());
            foreach (var (question, _) in known.Where(entry => IsOver(entry.Value.At)))
            {
                known.TryRemove(question, out _);
            }
        }
    }
}
