namespace DiffMH.Silo.Compute;

/// <summary>Lets threads compute beside each other, or one of them alone.</summary>
internal sealed class Solitude
{
    private readonly object gate = new();
    private int computing;
    private int waiting;
    private bool isAlone;

    /// <summary>Waits until the thread may compute. One that wants to be alone waits for those that compute, and nobody begins before it.</summary>
    public void Enter(bool alone)
    {
        lock (gate)
        {
            waiting += alone ? 1 : 0;
            while (isAlone || (alone ? computing > 0 : waiting > 0))
            {
                Monitor.Wait(gate);
            }

            waiting -= alone ? 1 : 0;
            isAlone = alone;
            computing++;
        }
    }

    /// <summary>The thread computes no more, or is not waited for.</summary>
    public void Leave()
    {
        lock (gate)
        {
            computing--;
            isAlone = false;   // who was alone was the only one
            Monitor.PulseAll(gate);
        }
    }
}
