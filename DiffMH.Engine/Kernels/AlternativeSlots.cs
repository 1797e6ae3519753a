using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// The M places for alternatives of one lane: which are taken, what their alternatives carry, and who stays when a newborn finds no
/// place. The states themselves belong to the lane.
/// </summary>
/// <remarks>
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
    private readonly int observables;
    private readonly int parameters;
    private readonly ulong all;
    private readonly double[] mass;
    private readonly double[] birthMass;
    private readonly double[] threshold;
    private readonly double[] weight;
    private readonly double[] earned;
    private readonly long[] birthStep;
    private readonly LaneSums sums;

    /// <summary>M free places.</summary>
    /// <param name="places">M, 1 … 63.</param>
    /// <param name="layout">k and p.</param>
    /// <param name="sums">Where derivatives and counts are booked.</param>
    public AlternativeSlots(int places, SumsLayout layout, LaneSums sums)
    {
        this.sums = sums;
        observables = layout.Observables;
        parameters = layout.Parameters;
        all = (1UL << places) - 1;
        mass = new double[places];
        birthMass = new double[places];
        threshold = new double[places];
        weight = new double[places * parameters];
        earned = new double[places * observables];
        birthStep = new long[places];
    }

    private int weakest;

    /// <summary>Up to which mass newborns press on the same alternative without a look at the others; −∞ before the first look.</summary>
    private double pressure = double.NegativeInfinity;

    /// <summary>Up to which mass <see cref="MayKeep"/> need not ask: the lesser of the pressure and the weakest's threshold.</summary>
    private double limit = double.NegativeInfinity;

    /// <summary>The taken places, one bit each.</summary>
    public ulong Alive { get; private set; }

    /// <summary>Frees all places without booking anything.</summary>
    public void Clear() => (Alive, limit, pressure) = (0, double.NegativeInfinity, double.NegativeInfinity);

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
        var free = all & ~Alive;
        if (free != 0)
        {
            var slot = BitOperations.TrailingZeroCount(free);
            mass[slot] = newbornMass;
            threshold[slot] = newbornMass / pruning.NextUniform();
            return slot;
        }

        if (mass[weakest] >= pressure)
        {
            FindWeakest();
        }

        mass[weakest] += newbornMass;
        var isReplaced = mass[weakest] >= threshold[weakest];
        if (isReplaced)
        {
            Book(weakest);
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
        Alive |= 1UL << slot;
        birthMass[slot] = newbornMass;
        newbornWeight.CopyTo(weight.AsSpan(slot * parameters, parameters));
        earned.AsSpan(slot * observables, observables).Clear();
        birthStep[slot] = step;
        sums[SumsLayout.Births]++;
    }

    /// <summary>Books one draw of a living alternative.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="alternative">f(y).</param>
    /// <param name="primal">f(x).</param>
    public void Earn(int slot, ReadOnlySpan<double> alternative, ReadOnlySpan<double> primal)
    {
        var scale = mass[slot] / birthMass[slot];
        var account = earned.AsSpan(slot * observables, observables);
        for (var i = 0; i < account.Length; i++)
        {
            account[i] += scale * (alternative[i] - primal[i]);
        }
    }

    /// <summary>Ends the excursion of an alternative that has become equal to the primal chain.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="step">The present step of the lane.</param>
    public void Recouple(int slot, long step)
    {
        Book(slot);
        Alive &= ~(1UL << slot);
        (limit, pressure) = (double.NegativeInfinity, double.NegativeInfinity);
        sums[SumsLayout.Recoupled]++;
        sums[SumsLayout.Lifetime] += step - birthStep[slot];
    }

    /// <summary>Ends the pass: every living alternative dies.</summary>
    public void End()
    {
        for (var left = Alive; left != 0; left &= left - 1)
        {
            Book(BitOperations.TrailingZeroCount(left));
            sums[SumsLayout.Unrecoupled]++;
        }

        Clear();
    }

    /// <summary>Writes the places.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Alive);
        writer.WriteDoubles(mass);
        writer.WriteDoubles(birthMass);
        writer.WriteDoubles(threshold);
        writer.WriteDoubles(weight);
        writer.WriteDoubles(earned);
        writer.WriteWords<long>(birthStep);
        writer.Write(weakest);
        writer.Write(pressure);
        writer.Write(limit);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Alive = reader.ReadUInt64();
        reader.ReadDoubles(mass);
        reader.ReadDoubles(birthMass);
        reader.ReadDoubles(threshold);
        reader.ReadDoubles(weight);
        reader.ReadDoubles(earned);
        reader.ReadWords<long>(birthStep);
        weakest = reader.ReadInt32();
        pressure = reader.ReadDouble();
        limit = reader.ReadDouble();
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

    private void Book(int slot)
    {
        var slopes = sums.Slopes;
        for (var i = 0; i < observables; i++)
        {
            var account = earned[(slot * observables) + i];
            for (var j = 0; j < parameters; j++)
            {
                slopes[(i * parameters) + j] += account * weight[(slot * parameters) + j];
            }
        }
    }
}
