namespace DiffMH.Plugins.Tuning;

/// <summary>Settings that say where the start <c>fixed</c> is.</summary>
public interface IFixedStart
{
    /// <summary>One number per coordinate, or one for all.</summary>
    Vector Start { get; }
}
