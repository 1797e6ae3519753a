using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The only place for an alternative: keeps, replaces and books as <see cref="AlternativeSlots"/> does with a single place, to the bit.</summary>
/// <param name="layout">k and p.</param>
/// <param name="sums">Where derivatives and counts are booked.</param>
internal sealed class OnlyPlace(SumsLayout layout, LaneSums sums)
{
    private readonly LaneSums sums = sums;
    private readonly AlternativeAccounts accounts = AccountsOf(layout, sums);
    private double mass;
    private double birthMass;
    private double threshold;
    private long birthStep;

    /// <summary>Whether there is an alternative.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Frees it without booking anything.</summary>
    public void Clear() => (IsTaken, mass, threshold) = (false, 0, 0);

    /// <summary>Lets a newborn compete.</summary>
    /// <param name="newbornMass">s; 0 where there is no newborn.</param>
    /// <returns>Whether it takes the place, which it is then given by <see cref="Place"/>. A free one it takes always.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Offer(double newbornMass)
    {
        mass += newbornMass;
        return mass >= threshold && newbornMass > 0;
    }

    /// <summary>Gives the place to a newborn, the former holder being booked.</summary>
    /// <param name="newbornMass">s.</param>
    /// <param name="weight">v, p numbers.</param>
    /// <param name="step">The present step of the lane.</param>
    /// <param name="pruning">The pruning stream.</param>
    public void Place(double newbornMass, ReadOnlySpan<double> weight, long step, ref RandomStream pruning)
    {
        if (IsTaken)
        {
            accounts.Book(0);
        }

        accounts.Open(0, weight);
        (IsTaken, birthMass, birthStep, threshold) = (true, newbornMass, step, mass / pruning.NextUniform());
        sums[SumsLayout.Births]++;
    }

    /// <summary>Books one draw of the alternative.</summary>
    /// <param name="alternative">f(y).</param>
    /// <param name="primal">f(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Earn(ReadOnlySpan<double> alternative, ReadOnlySpan<double> primal) => accounts.Earn(0, mass / birthMass, alternative, primal);

    /// <summary>Ends the excursion of the alternative, which has become equal to the primal chain.</summary>
    /// <param name="step">The present step of the lane.</param>
    public void Recouple(long step)
    {
        accounts.Book(0);
        sums[SumsLayout.Recoupled]++;
        sums[SumsLayout.Lifetime] += step - birthStep;
        Clear();
    }

    /// <summary>Ends the pass: a living alternative dies.</summary>
    public void End()
    {
        if (IsTaken)
        {
            accounts.Book(0);
            sums[SumsLayout.Unrecoupled]++;
        }

        Clear();
    }

    /// <summary>Writes the place.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(IsTaken);
        writer.Write(birthStep);
        writer.WriteDoubles([mass, birthMass, threshold]);
        accounts.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        IsTaken = reader.ReadBoolean();
        birthStep = reader.ReadInt64();
        (mass, birthMass, threshold) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        accounts.Load(reader);
    }

    private static AlternativeAccounts AccountsOf(SumsLayout layout, LaneSums sums)
    {
        var one = new AlternativeAccounts(layout, sums, null);
        one.Resize(1);
        return one;
    }
}
