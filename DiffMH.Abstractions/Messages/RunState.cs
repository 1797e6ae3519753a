namespace DiffMH;

/// <summary>How far a sweep or a point is.</summary>
public enum RunState
{
    /// <summary>Not started.</summary>
    Queued = 0,

    /// <summary>At work.</summary>
    Running = 1,

    /// <summary>Stopped at a commit; goes on when started again.</summary>
    Paused = 2,

    /// <summary>Done.</summary>
    Completed = 3,

    /// <summary>A point: ended by a failure. A sweep: done, with failed points.</summary>
    Failed = 4,

    /// <summary>Given up on request. Its commits are kept, and submitting it again goes on from them.</summary>
    Cancelled = 5,

    /// <summary>At work when the last of its silos ended, stopped or killed: goes on from its last commits when a silo starts. Told by a store without silos.</summary>
    Lost = 6,

    /// <summary>A point: waits for a plugin that no silo has with the hash it is pinned to, and goes on by itself when one has.</summary>
    WaitingForPlugin = 7,
}
