namespace DiffMH.Engine.Kernels;

/// <summary>A step of one of eight lanes, taken out to be looked at alone.</summary>
/// <param name="before">x, and how it moves.</param>
/// <param name="after">x⁺.</param>
/// <param name="accepted">Whether the suggestion was accepted.</param>
internal sealed class LaneStep((Real[] X, Dual[][] Moving) before, (Real[] X, Dual[][] Moving) after, bool accepted)
{
    /// <summary>x.</summary>
    public MovingState<Real, Dual> Before => new(before.X, before.Moving);

    /// <summary>x⁺.</summary>
    public MovingState<Real, Dual> After => new(after.X, after.Moving);

    /// <summary>Whether the suggestion was accepted.</summary>
    public bool Accepted => accepted;
}
