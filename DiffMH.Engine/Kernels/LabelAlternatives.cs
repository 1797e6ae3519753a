using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// Several alternatives of one chain on labels, at most one at each label: those that come to the same label merge, and a newborn joins
/// the one that is there.
/// </summary>
/// <remarks>
/// Where a coupling draws nothing, both make the same moves from there on, and w₁ Σ(f(y) − f(x)) + w₂ Σ(f(y) − f(x)) is what one earns
/// that carries w₁ + w₂. At most n − 1 of n labels are taken: with as many places none is ever pruned. Under a coupling that draws for
/// each it would be right in the mean, but two that part again average, and that would be lost (docs/estimators.md has the numbers).
/// A place keeps the weight w itself, a mass S and a coin u. A newborn of mass s that finds no place presses on the weakest, which stays
/// if u &lt; S/(S + s), with the weight w (S + s)/S, and then u (S + s)/S is uniform again; else the newborn has its place, with
/// v (S + s)/s and another u. Either has the mass S + s. So u is uniform given all that was decided, and S may be any function of that: of
/// merged alternatives it is |w₁ + w₂|, as it is of one, or with <see cref="Pruning.Uniform"/> the sum of both; u stays that of the first.
/// D(z), the sum over draws of the weight at z less, where the primal chain is at z, all weights, is the derivative of the number of draws
/// at z, and Σ f(z) D(z) that of the sum of f.
/// </remarks>
internal sealed class LabelAlternatives
{
    private const int None = -1;

    private readonly int parameters;
    private readonly bool isMassNorm;
    private readonly bool compete;

    /// <summary>The place of the alternative at each label.</summary>
    private readonly int[] placeAt;

    /// <summary>D, p numbers for each label.</summary>
    private readonly double[] occupation;

    private readonly int[] labels;
    private readonly double[] weights;
    private readonly double[] masses;
    private readonly double[] coins;

    /// <summary>How many newborns have joined in each place, and the sum of the steps they were born at.</summary>
    private readonly (long Newborns, long Steps)[] births;

    private int settled;

    /// <summary>Free places.</summary>
    /// <param name="estimator">M and the pruning.</param>
    /// <param name="labelCount">n.</param>
    /// <param name="parameterCount">p.</param>
    public LabelAlternatives(EstimatorSettings estimator, int labelCount, int parameterCount)
    {
        var places = estimator.Pruning == Pruning.None ? labelCount - 1 : Math.Min(estimator.Alternatives, labelCount - 1);
        (parameters, isMassNorm, compete) = (parameterCount, estimator.Pruning != Pruning.Uniform, places < labelCount - 1);
        (placeAt, occupation) = (new int[labelCount], new double[labelCount * parameterCount]);
        (labels, weights, masses, coins) = (new int[places], new double[places * parameterCount], new double[places], new double[places]);
        births = new (long, long)[places];
        Array.Fill(placeAt, None);
    }

    /// <summary>How many there are, in the first places.</summary>
    public int Count { get; private set; }

    /// <summary>How many newborns have joined in those that there are.</summary>
    public long Newborns => births.AsSpan(0, Count).ToArray().Sum(here => here.Newborns);

    /// <summary>The label of the alternative in a place.</summary>
    public int Label(int place) => labels[place];

    /// <summary>D of a label, p numbers.</summary>
    public ReadOnlySpan<double> Occupation(int label) => occupation.AsSpan(label * parameters, parameters);

    /// <summary>Frees all places and forgets D.</summary>
    public void Clear()
    {
        BeginMove();
        EndMove();
        Array.Clear(occupation);
    }

    /// <summary>All alternatives leave their labels. Each then either settles or meets the primal chain, in the order of places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginMove()
    {
        for (var place = 0; place < Count; place++)
        {
            placeAt[labels[place]] = None;
        }

        settled = 0;
    }

    /// <summary>The alternative in a place comes to a label, and merges with one that came there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Settle(int place, int label)
    {
        var other = placeAt[label];
        if (other != None)
        {
            Join(other, masses[place], Weight(place), births[place]);
            return;
        }

        if (place != settled)
        {
            Weight(place).CopyTo(Weight(settled));
            (masses[settled], coins[settled], births[settled]) = (masses[place], coins[place], births[place]);
        }

        (labels[settled], placeAt[label]) = (label, settled);
        settled++;
    }

    /// <summary>The alternative in a place has become equal to the primal chain, and is gone.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="step">The present step of the lane.</param>
    /// <param name="sums">Where this is counted.</param>
    public void Recouple(int place, long step, LaneSums sums)
    {
        var (newborns, steps) = births[place];
        sums[SumsLayout.Recoupled] += newborns;
        sums[SumsLayout.Lifetime] += (newborns * step) - steps;
    }

    /// <summary>All alternatives have moved.</summary>
    public void EndMove() => Count = settled;

    /// <summary>A newborn joins the alternative at its label, takes a free place or competes for one.</summary>
    /// <param name="label">c, not the primal chain's next label.</param>
    /// <param name="mass">s &gt; 0, not depending on the pruning coin.</param>
    /// <param name="weight">v, p numbers.</param>
    /// <param name="step">The present step of the lane.</param>
    /// <param name="pruning">The pruning stream; nothing is drawn where none competes.</param>
    /// <returns>Whether it was kept.</returns>
    public bool Bear(int label, double mass, ReadOnlySpan<double> weight, long step, ref RandomStream pruning)
    {
        var place = placeAt[label];
        if (place != None)
        {
            Join(place, mass, weight, (1, step));
            return true;
        }

        var total = mass;
        if (Count < labels.Length)
        {
            place = Count++;
        }
        else
        {
            place = Weakest();
            total += masses[place];
            if (Stays(place, total))
            {
                return false;
            }

            placeAt[labels[place]] = None;
        }

        (labels[place], placeAt[label], masses[place], births[place]) = (label, place, total, (1, step));
        coins[place] = compete ? pruning.NextUniform() : 0;
        Scale(weight, total / mass, Weight(place));
        return true;
    }

    /// <summary>Books one draw of all alternatives.</summary>
    /// <param name="primal">The primal chain's label.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(int primal)
    {
        for (var place = 0; place < Count; place++)
        {
            var (there, here, weight) = (labels[place] * parameters, primal * parameters, place * parameters);
            for (var j = 0; j < parameters; j++)
            {
                occupation[there + j] += weights[weight + j];
                occupation[here + j] -= weights[weight + j];
            }
        }
    }

    /// <summary>Writes the places and D.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.WriteWords<int>(labels.AsSpan(0, Count));
        writer.WriteDoubles(weights.AsSpan(0, Count * parameters));
        writer.WriteDoubles(masses.AsSpan(0, Count));
        writer.WriteDoubles(coins.AsSpan(0, Count));
        writer.WriteWords<(long, long)>(births.AsSpan(0, Count));
        writer.WriteDoubles(occupation);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Clear();
        Count = reader.ReadInt32();
        reader.ReadWords<int>(labels.AsSpan(0, Count));
        reader.ReadDoubles(weights.AsSpan(0, Count * parameters));
        reader.ReadDoubles(masses.AsSpan(0, Count));
        reader.ReadDoubles(coins.AsSpan(0, Count));
        reader.ReadWords<(long, long)>(births.AsSpan(0, Count));
        reader.ReadDoubles(occupation);
        for (var place = 0; place < Count; place++)
        {
            placeAt[labels[place]] = place;
        }
    }

    private static void Scale(ReadOnlySpan<double> weight, double factor, Span<double> scaled)
    {
        for (var j = 0; j < scaled.Length; j++)
        {
            scaled[j] = factor * weight[j];
        }
    }

    private Span<double> Weight(int place) => weights.AsSpan(place * parameters, parameters);

    private void Join(int place, double mass, ReadOnlySpan<double> weight, (long Newborns, long Steps) born)
    {
        var own = Weight(place);
        var squares = 0.0;
        for (var j = 0; j < own.Length; j++)
        {
            own[j] += weight[j];
            squares += own[j] * own[j];
        }

        masses[place] = isMassNorm ? Math.Sqrt(squares) : masses[place] + mass;
        births[place] = (births[place].Newborns + born.Newborns, births[place].Steps + born.Steps);
    }

    /// <summary>The place of least mass, the first of equals.</summary>
    private int Weakest()
    {
        var weakest = 0;
        for (var place = 1; place < masses.Length; place++)
        {
            weakest = masses[place] < masses[weakest] ? place : weakest;
        }

        return weakest;
    }

    /// <summary>Lets the alternative in a place compete with a newborn.</summary>
    /// <param name="place">The place.</param>
    /// <param name="total">The mass of both.</param>
    private bool Stays(int place, double total)
    {
        var chance = masses[place] / total;
        if (coins[place] >= chance)
        {
            return false;
        }

        Scale(Weight(place), 1 / chance, Weight(place));
        (masses[place], coins[place]) = (total, coins[place] / chance);
        return true;
    }
}
