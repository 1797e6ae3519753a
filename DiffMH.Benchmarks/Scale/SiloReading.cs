namespace DiffMH.Benchmarks.Scale;

/// <summary>What a silo has done and has, at one moment. Numbers of work are since its start.</summary>
/// <param name="Cpu">Seconds of all its threads.</param>
/// <param name="Computed">Seconds of plugins' code.</param>
/// <param name="Batches">Batches that it has computed.</param>
/// <param name="Commits">Commits of its points.</param>
/// <param name="CommitSeconds">How long they took together.</param>
/// <param name="Messages">Messages that it has sent to other silos and to clients.</param>
/// <param name="Heap">Its live objects when it last collected garbage, in bytes.</param>
/// <param name="Memory">Its resident memory, in bytes.</param>
/// <param name="MostMemory">The most that it has had.</param>
internal readonly record struct SiloReading(double Cpu, double Computed, double Batches, double Commits, double CommitSeconds, double Messages, double Heap, long Memory, long MostMemory)
{
    /// <summary>What it has done since an earlier reading, and the memory that it has now.</summary>
    public SiloReading Since(SiloReading earlier) => this with
    {
        Cpu = Cpu - earlier.Cpu,
        Computed = Computed - earlier.Computed,
        Batches = Batches - earlier.Batches,
        Commits = Commits - earlier.Commits,
        CommitSeconds = CommitSeconds - earlier.CommitSeconds,
        Messages = Messages - earlier.Messages,
    };
}
