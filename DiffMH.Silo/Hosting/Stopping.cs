namespace DiffMH.Silo.Hosting;

/// <summary>Stops what may not be able to stop.</summary>
internal static class Stopping
{
    /// <summary>Waits for a stop as long as it may take, and leaves it alone then: the process is about to end, and nothing is lost that was committed.</summary>
    /// <remarks>A silo that cannot write to its store that it leaves tries for a minute, whatever it is told; where the store is locked, it waits in a call of SQLite.</remarks>
    public static async Task Within(TimeSpan patience, Func<Task> stop)
    {
        var stopping = Task.Run(stop);
        if (await Task.WhenAny(stopping, Task.Delay(patience)) == stopping)
        {
            await stopping;
        }
    }
}
