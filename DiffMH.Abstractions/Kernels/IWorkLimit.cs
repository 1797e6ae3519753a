namespace DiffMH;

/// <summary>Tells a kernel when to stop. Kernels ask every few milliseconds; what they compute never depends on the answer.</summary>
public interface IWorkLimit
{
    /// <summary>Whether the call should return now, with a continuation.</summary>
    /// <exception cref="OperationCanceledException">The work is no longer wanted.</exception>
    bool IsReached();
}
