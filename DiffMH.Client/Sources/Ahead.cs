namespace DiffMH.Client.Sources;

/// <summary>Asks questions ahead of the use of their answers, which come in the order of the questions.</summary>
internal static class Ahead
{
    /// <summary>The answers.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="width">How many are under way at once, at least 1.</param>
    /// <param name="ask">Asks one.</param>
    public static async IAsyncEnumerable<TAnswer> Of<TQuestion, TAnswer>(IEnumerable<TQuestion> questions, int width, Func<TQuestion, Task<TAnswer>> ask)
    {
        var asked = new Queue<Task<TAnswer>>();
        foreach (var question in questions)
        {
            if (asked.Count == width)
            {
                yield return await asked.Dequeue();
            }

            asked.Enqueue(ask(question));
        }

        while (asked.TryDequeue(out var answer))
        {
            yield return await answer;
        }
    }
}
