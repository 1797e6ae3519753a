namespace DiffMH.Engine.Kernels;

/// <summary>A kernel that a model brings has thrown, or returned what no kernel may.</summary>
/// <param name="message">Which kernel, and what was found.</param>
/// <param name="thrown">What it threw; null where it returned.</param>
public sealed class KernelFailedException(string message, Exception? thrown = null) : Exception(message, thrown)
{
    /// <summary>Where: in the plugin's code, if that threw.</summary>
    public override string? StackTrace => InnerException?.StackTrace ?? base.StackTrace;
}
