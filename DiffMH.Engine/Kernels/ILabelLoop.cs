namespace DiffMH.Engine.Kernels;

/// <summary>A chain on labels and its alternatives at one θ, in a loop of its own: faster than one that suits every model and coupling.</summary>
internal interface ILabelLoop
{
    /// <summary>Begins without alternatives.</summary>
    void Begin();

    /// <summary>Moves all chains and sums the draws.</summary>
    /// <param name="label">The primal chain's label, which moves on.</param>
    /// <param name="streams">The chain's streams.</param>
    /// <param name="step">Steps taken before.</param>
    /// <param name="count">Steps to be taken, at most <see cref="LabelDraws.Stretch"/>.</param>
    /// <returns>Steps of alternatives.</returns>
    long Advance(ref int label, ref LaneStreams streams, long step, int count);

    /// <summary>Ends the pass: living alternatives die, and the sums of the derivative are handed over.</summary>
    void End();

    /// <summary>Writes the alternatives, and what has been booked.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader);
}
