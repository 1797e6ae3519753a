using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>What the alternatives of one lane carry: the weight v₀ each was born with, and what it has earned since, k numbers.</summary>
/// <param name="layout">k and p.</param>
/// <param name="sums">Where derivatives are booked.</param>
/// <param name="scores">What keeps the weights, which the lane then gives as scores; null to keep them here, p numbers each.</param>
internal sealed class AlternativeAccounts(SumsLayout layout, LaneSums sums, SparseWeights? scores)
{
    private readonly int observables = layout.Observables;
    private readonly int parameters = layout.Parameters;
    private double[] weight = [];
    private double[] earned = [];

    /// <summary>Makes places, those there are as they are.</summary>
    public void Resize(int places)
    {
        Array.Resize(ref weight, scores is null ? places * parameters : 0);
        scores?.Resize(places);
        Array.Resize(ref earned, places * observables);
    }

    /// <summary>Opens the account of a newborn.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="newbornWeight">v, p numbers.</param>
    public void Open(int slot, ReadOnlySpan<double> newbornWeight)
    {
        Elementwise.Copy(weight.AsSpan(slot * parameters, parameters), newbornWeight);
        Empty(slot);
    }

    /// <summary>Opens the account of a newborn of weight scale · score.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="score">∂log r.</param>
    /// <param name="scale">v per unit of it.</param>
    public void Open(int slot, SparseGradient score, double scale)
    {
        scores!.Set(slot, score, scale);
        Empty(slot);
    }

    /// <summary>Adds what an alternative earns in one draw.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="scale">S/s₀.</param>
    /// <param name="alternative">f(y).</param>
    /// <param name="primal">f(x).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Earn(int slot, double scale, ReadOnlySpan<double> alternative, ReadOnlySpan<double> primal) =>
        Elementwise.AddScaledDifference(earned.AsSpan(slot * observables, observables), scale, alternative, primal);

    /// <summary>Books v₀ ⊗ a, at the end of an excursion.</summary>
    /// <param name="slot">Its place.</param>
    public void Book(int slot)
    {
        var slopes = sums.Slopes;
        var account = earned.AsSpan(slot * observables, observables);
        if (scores is not null)
        {
            for (var i = 0; i < account.Length; i++)
            {
                scores.Book(slot, account[i], slopes.Slice(i * parameters, parameters));
            }

            return;
        }

        // Where excursions last a few steps this is a good part of them: a row at a time, without a test for each number.
        var own = weight.AsSpan(slot * parameters, parameters);
        for (var i = 0; i < account.Length; i++)
        {
            Elementwise.AddScaled(slopes.Slice(i * own.Length, own.Length), account[i], own);
        }
    }

    /// <summary>Writes all accounts.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteDoubles(weight);
        writer.WriteDoubles(earned);
        scores?.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote with as many places.</summary>
    public void Load(BinaryReader reader)
    {
        reader.ReadDoubles(weight);
        reader.ReadDoubles(earned);
        scores?.Load(reader);
    }

    private void Empty(int slot)
    {
        foreach (ref var account in earned.AsSpan(slot * observables, observables))
        {
            account = 0;   // a few numbers, for which a call would take longer
        }
    }
}
