using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>What the primal chains did in an update.</summary>
/// <param name="Before">Their spins on the site before.</param>
/// <param name="After">Their spins after it.</param>
/// <param name="Ones">Their numbers of up neighbours, lowest bit.</param>
/// <param name="Twos">Middle bit.</param>
/// <param name="Fours">Highest bit.</param>
internal readonly record struct PrimalMove(ulong Before, ulong After, ulong Ones, ulong Twos, ulong Fours)
{
    /// <summary>The class of a lane's change, as in <see cref="IsingTarget"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ChangeOf(int lane) =>
        (int)(((Ones >> lane) & 1) + (((Twos >> lane) & 1) << 1) + (((Fours >> lane) & 1) << 2) + (PackModel.Counts * ((After >> lane) & 1)));
}
