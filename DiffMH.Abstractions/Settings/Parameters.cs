using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>A setting that is a list of numbers of θ, one per component. A single number stands for all components.</summary>
/// <param name="Offset">Position of the first in θ.</param>
/// <param name="Count">How many numbers were given; 0 where the setting is optional and absent.</param>
public readonly record struct Parameters(int Offset, int Count)
{
    /// <summary>The current value for one component.</summary>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="component">The component, 0 … <see cref="Count"/> − 1; any component where one number stands for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(ReadOnlySpan<T> theta, int component)
        where T : struct, IScalar<T>
    {
        // No slice, which would be written to memory and read again for every number of a formula, and no branch, which would be taken for every one.
        var place = component & -Unsafe.BitCast<bool, byte>(Count != 1);
        return (uint)place < (uint)Count ? theta[Offset + place] : throw NoComponent(component, Count);
    }

    private static ArgumentOutOfRangeException NoComponent(int component, int count) => new(nameof(component), component, $"The setting has {count} numbers.");
}
