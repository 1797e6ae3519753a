using DiffMH.Client.Commands;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;

namespace DiffMH.Client.Sources;

/// <summary>Repeats calls that were lost with the silo they went to, until a silo answers.</summary>
/// <remarks>For calls that may be made any number of times: questions, and wishes such as to pause.</remarks>
/// <param name="say">Told when nobody answers, and when somebody does again.</param>
/// <param name="time">For waiting.</param>
/// <param name="patience">How long to wait for an answer; infinite for ever.</param>
/// <param name="giveUp">Ends the waiting.</param>
/// <param name="on">How the store was asked for, for a command in a message; null for the default.</param>
internal sealed class Reconnection(Action<string> say, TimeProvider time, TimeSpan patience, CancellationToken giveUp, StoreRequest? on = null)
{
    private bool isLost;

    /// <summary>The answer to a call.</summary>
    /// <exception cref="ClusterUnreachableException">Nobody answered in time.</exception>
    /// <exception cref="OperationCanceledException">Nobody answered until the waiting was ended.</exception>
    public async Task<T> Ask<T>(Func<Task<T>> call)
    {
        var start = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await call().WaitAsync(giveUp);
                Found();
                return answer;
            }
            catch (Exception exception) when (Transport.IsLost(exception) && exception is not TokenRefusedException && !giveUp.IsCancellationRequested)
            {
                if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(start) > patience)
                {
                    throw new ClusterUnreachableException($"The silos stopped answering: they are busy, or have ended. Look whether they run: {(on ?? new()).Line("cluster", "status")}", exception);
                }

                Lost();
                await Task.Delay(Transport.Pause(attempt), time, giveUp);
            }
        }
    }

    private void Lost()
    {
        if (!isLost)
        {
            isLost = true;
            say("the silo does not answer: it is busy, or has ended; waiting until one answers");   // the library's own words tell a user nothing
        }
    }

    private void Found()
    {
        if (isLost)
        {
            isLost = false;
            say("connected again");
        }
    }
}
