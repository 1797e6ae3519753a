namespace DiffMH.Engine.Kernels;

/// <summary>The weights of alternatives at birth where there are many parameters: each as the few numbers of a score that are not 0.</summary>
/// <remarks>A step costs nothing in p, an excursion as much as its score has numbers. Room that a place once needed it keeps.</remarks>
public sealed class SparseWeights
{
    /// <summary>Up to so many parameters weights are kept whole, and alternatives compete by their norms.</summary>
    public const int MostWhole = 8;

    private int[] lengths = [];
    private int[] indices = [];
    private double[] values = [];

    /// <summary>How many numbers each place has room for.</summary>
    private int room = 8;

    /// <summary>Whether so many parameters are better kept as scores.</summary>
    public static bool Suit(int parameters) => parameters > MostWhole;

    /// <summary>Makes places, those there are as they are.</summary>
    public void Resize(int places)
    {
        Array.Resize(ref lengths, places);
        Array.Resize(ref indices, places * room);
        Array.Resize(ref values, places * room);
    }

    /// <summary>Gives a place the weight scale · score.</summary>
    public void Set(int slot, SparseGradient score, double scale)
    {
        if (score.Indices.Length > room)
        {
            Widen(score.Indices.Length);
        }

        lengths[slot] = score.Indices.Length;
        score.Indices.CopyTo(indices.AsSpan(slot * room));
        for (var i = 0; i < score.Values.Length; i++)
        {
            values[(slot * room) + i] = scale * score.Values[i];
        }
    }

    /// <summary>Adds what an alternative has earned times its weight.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="earned">Earned in one observable.</param>
    /// <param name="slopes">p sums of the observable's derivative.</param>
    public void Book(int slot, double earned, Span<double> slopes)
    {
        for (var i = slot * room; i < (slot * room) + lengths[slot]; i++)
        {
            slopes[indices[i]] += earned * values[i];
        }
    }

    /// <summary>Writes the weights.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(room);
        writer.WriteWords<int>(lengths);
        writer.WriteWords<int>(indices);
        writer.WriteDoubles(values);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, with as many places.</summary>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        room = reader.ReadInt32();
        Resize(lengths.Length);
        reader.ReadWords<int>(lengths);
        reader.ReadWords<int>(indices);
        reader.ReadDoubles(values);
    }

    private void Widen(int least)
    {
        var wider = Math.Max(least, 2 * room);
        var (moreIndices, moreValues) = (new int[lengths.Length * wider], new double[lengths.Length * wider]);
        for (var slot = 0; slot < lengths.Length; slot++)
        {
            indices.AsSpan(slot * room, lengths[slot]).CopyTo(moreIndices.AsSpan(slot * wider));
            values.AsSpan(slot * room, lengths[slot]).CopyTo(moreValues.AsSpan(slot * wider));
        }

        (indices, values, room) = (moreIndices, moreValues, wider);
    }
}
