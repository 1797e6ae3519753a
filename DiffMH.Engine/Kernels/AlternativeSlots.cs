using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// The places for alternatives of one lane: which are taken, what their alternatives carry, and who stays when a newborn finds no
/// place. The states themselves belong to the lane, which grows with <see cref="Places"/>.
/// </summary>
/// <remarks>
/// M places, or with <see cref="Pruning.None"/> as many as are needed: then no newborn ever competes, and no random number is drawn.
/// A place keeps its mass S, the mass s₀ and the weight v₀ of its alternative at birth, and a threshold W*; the alternative's weight is
/// w = (S/s₀) v₀. A newborn of mass s adds s to S and takes the place if S ≥ W*, where W* = S/u at the last birth: since
/// P(W* ≤ S + s | W* &gt; S) = s/(S + s), the survivor of each competition has its weight divided by its probability to survive, and no
/// random number is drawn for newborns that lose. What an alternative has earned stays with the weight it had: earnings are
/// a += (S/s₀) (f(y) − f(x)) draw by draw, and v₀ ⊗ a is booked once, at the end of the excursion.
/// With all places taken newborns press on the alternative that was the weakest at the last look, until its mass has doubled: any choice
/// that depends on masses only is unbiased.
/// </remarks>
public sealed class AlternativeSlots
{
    /// <summary>How many alternatives a chain may carry where none is pruned.</summary>
    public const int MostKept = 1 << 14;

    /// <summary>How many numbers all their states together may be: on lattices of more than 16,384 sites there may be fewer alternatives.</summary>
    public const int MostStateNumbers = 1 << 28;

    private const int WordBits = 64;

    private readonly int mostKept;
    private readonly LaneSums sums;
    private readonly AlternativeAccounts accounts;
    private ulong[] alive = [];
    private double[] mass = [];
    private double[] birthMass = [];
    private double[] threshold = [];
    private long[] birthStep = [];
    private int weakest;

    /// <summary>Up to which mass newborns press on the same alternative without a look at the others; −∞ before the first look.</summary>
    private double pressure = double.NegativeInfinity;

    /// <summary>Up to which mass <see cref="MayKeep"/> need not ask: the lesser of the pressure and the weakest's threshold.</summary>
    private double limit = double.NegativeInfinity;

    /// <summary>Free places.</summary>
    /// <param name="estimator">M and the pruning.</param>
    /// <param name="layout">k and p.</param>
    /// <param name="sums">Where derivatives and counts are booked.</param>
    /// <param name="stateSize">How many numbers the lane keeps for the state of an alternative.</param>
    /// <param name="scores">What keeps the weights, which the lane then gives as scores; null to keep them here, p numbers each.</param>
    public AlternativeSlots(EstimatorSettings estimator, SumsLayout layout, LaneSums sums, int stateSize, SparseWeights? scores = null)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        this.sums = sums;
        accounts = new(layout, sums, scores);
        mostKept = estimator.Pruning == Pruning.None ? Math.Clamp(MostStateNumbers / stateSize, 1, MostKept) : 0;
        Resize(KeepsAll ? Math.Min(WordBits, mostKept) : estimator.Alternatives);
    }

    /// <summary>How many places there are now: M, or a number that grows and never shrinks.</summary>
    public int Places => mass.Length;

    /// <summary>The taken places, one bit each, in words of 64; a single word unless alternatives are kept without a limit.</summary>
    public ReadOnlySpan<ulong> Alive => alive;

    /// <summary>The taken places, ascending.</summary>
    public TakenPlaces Taken => new(alive);

    private bool KeepsAll => mostKept > 0;

    /// <summary>Frees all places without booking anything.</summary>
    public void Clear()
    {
        Array.Clear(alive);
        (limit, pressure) = (double.NegativeInfinity, double.NegativeInfinity);
    }

    /// <summary>Lets a newborn compete where that takes nothing but adding its mass: nearly always it loses against the alternative that is pressed on.</summary>
    /// <param name="newbornMass">s; 0 where there is no newborn.</param>
    /// <returns>False where the newborn has lost or there is none; true where <see cref="Offer"/> has to decide.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayKeep(double newbornMass)
    {
        var heavier = mass[weakest] + newbornMass;
        if (heavier < limit)
        {
            mass[weakest] = heavier;
            return false;
        }

        return newbornMass > 0;
    }

    /// <summary>Lets a newborn compete for a place. To be asked where <see cref="MayKeep"/> says so.</summary>
    /// <param name="newbornMass">s &gt; 0, not depending on the pruning coin.</param>
    /// <param name="pruning">The pruning stream.</param>
    /// <returns>The newborn's place, its former holder booked; −1 if it was not kept.</returns>
    public int Offer(double newbornMass, ref RandomStream pruning)
    {
        var free = FreePlace();
        if (free >= 0)
        {
            mass[free] = newbornMass;
            threshold[free] = KeepsAll ? double.PositiveInfinity : newbornMass / pruning.NextUniform();
            return free;
        }

        if (mass[weakest] >= pressure)
        {
            FindWeakest();
        }

        mass[weakest] += newbornMass;
        var isReplaced = mass[weakest] >= threshold[weakest];
        if (isReplaced)
        {
            accounts.Book(weakest);
            threshold[weakest] = mass[weakest] / pruning.NextUniform();
        }

        limit = Math.Min(threshold[weakest], pressure);
        return isReplaced ? weakest : -1;
    }

    /// <summary>Gives the place won to the newborn.</summary>
    /// <param name="slot">What <see cref="Offer"/> returned.</param>
    /// <param name="newbornMass">s.</param>
    /// <param name="newbornWeight">v, p numbers.</param>
    /// <param name="step">The present step of the lane.</param>
    public void Place(int slot, double newbornMass, ReadOnlySpan<double> newbornWeight, long step)
    {
        accounts.Open(slot, newbornWeight);
        Begin(slot, newbornMass, step);
    }

    /// <summary>Gives the place won to a newborn of weight scale · score.</summary>
    /// <param name="slot">What <see cref="Offer"/> returned.</param>
    /// <param name="newbornMass">s.</param>
    /// <param name="score">∂log r.</param>
    /// <param name="scale">v per unit of it.</param>
    /// <param name="step">The present step of the lane.</param>
    public void Place(int slot, double newbornMass, SparseGradient score, double scale, long step)
    {
        accounts.Open(slot, score, scale);
        Begin(slot, newbornMass, step);
    }

    /// <summary>Books one draw of a living alternative.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="alternative">f(y).</param>
    /// <param name="primal">f(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Earn(int slot, ReadOnlySpan<double> alternative, ReadOnlySpan<double> primal) =>
        accounts.Earn(slot, mass[slot] / birthMass[slot], alternative, primal);

    /// <summary>Ends the excursion of an alternative that has become equal to the primal chain.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="step">The present step of the lane.</param>
    public void Recouple(int slot, long step)
    {
        accounts.Book(slot);
        alive[slot >> 6] &= ~(1UL << slot);
        (limit, pressure) = (double.NegativeInfinity, double.NegativeInfinity);
        sums[SumsLayout.Recoupled]++;
        sums[SumsLayout.Lifetime] += step - birthStep[slot];
    }

    /// <summary>Ends the pass: every living alternative dies.</summary>
    public void End()
    {
        foreach (var slot in Taken)
        {
            accounts.Book(slot);
            sums[SumsLayout.Unrecoupled]++;
        }

        Clear();
    }

    /// <summary>Writes the places.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Places);
        writer.WriteWords<ulong>(alive);
        writer.WriteDoubles(mass);
        writer.WriteDoubles(birthMass);
        writer.WriteDoubles(threshold);
        writer.WriteWords<long>(birthStep);
        writer.Write(weakest);
        writer.Write(pressure);
        writer.Write(limit);
        accounts.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Resize(reader.ReadInt32());
        reader.ReadWords<ulong>(alive);
        reader.ReadDoubles(mass);
        reader.ReadDoubles(birthMass);
        reader.ReadDoubles(threshold);
        reader.ReadWords<long>(birthStep);
        weakest = reader.ReadInt32();
        pressure = reader.ReadDouble();
        limit = reader.ReadDouble();
        accounts.Load(reader);
    }

    /// <summary>The first free place, made where none is left and none may be pruned; −1 where a newborn has to compete.</summary>
    private int FreePlace()
    {
        for (var word = 0; word < alive.Length; word++)
        {
            var slot = (WordBits * word) + BitOperations.TrailingZeroCount(~alive[word]);
            if (slot < Places && alive[word] != ulong.MaxValue)
            {
                return slot;
            }
        }

        if (!KeepsAll)
        {
            return -1;
        }

        var places = Places;
        Resize(places < mostKept ? Math.Min(2 * places, mostKept) : throw new TooManyAlternativesException(mostKept));
        return places;
    }

    private void Resize(int places)
    {
        Array.Resize(ref alive, (places + WordBits - 1) / WordBits);
        Array.Resize(ref mass, places);
        Array.Resize(ref birthMass, places);
        Array.Resize(ref threshold, places);
        Array.Resize(ref birthStep, places);
        accounts.Resize(places);
    }

    /// <summary>Finds the place of least mass, the first of equals. It is pressed on until its mass has doubled: a look at every newborn would cost more than it gains.</summary>
    private void FindWeakest()
    {
        weakest = 0;
        for (var slot = 1; slot < mass.Length; slot++)
        {
            weakest = mass[slot] < mass[weakest] ? slot : weakest;
        }

        pressure = mass.Length == 1 ? double.PositiveInfinity : 2 * mass[weakest];
    }

    private void Begin(int slot, double newbornMass, long step)
    {
        alive[slot >> 6] |= 1UL << slot;
        birthMass[slot] = newbornMass;
        birthStep[slot] = step;
        sums[SumsLayout.Births]++;
    }
}
