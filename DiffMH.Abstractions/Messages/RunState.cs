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

    /// <summary>A point: ended by a failure of the plugin's code, of its numbers or of its settings. A sweep: done, with failed or lost points.</summary>
    Failed = 4,

    /// <summary>Given up on request. Its commits are kept, and submitting it again goes on from them.</summary>
    Cancelled = 5,

    /// <summary>
    /// A point: given up since calls of its own grain failed again and again, by no fault of the plugin's code; its commits are kept. In a
    /// store without silos also a sweep or point that was at work when the last of its silos ended: it goes on when a silo starts.
    /// </summary>
    Lost = 6,

    /// <summary>A point: waits for a plugin that no silo has with the hash it is pinned to, and goes on by itself when one has.</summary>
    WaitingForPlugin = 7,
}
