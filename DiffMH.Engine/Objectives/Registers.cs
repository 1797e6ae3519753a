using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Objectives;

/// <summary>Room for what a <see cref="Formula"/> of the usual size has under way, on the thread's stack.</summary>
[InlineArray(Count)]
internal struct Registers<T>
{
    /// <summary>How many numbers.</summary>
    public const int Count = 12;

    private T first;
}
