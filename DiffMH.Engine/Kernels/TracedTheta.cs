namespace DiffMH.Engine.Kernels;

/// <summary>θ whose selected parameters are leaves of a tape: derivatives in all of them by one evaluation.</summary>
internal sealed class TracedTheta
{
    private readonly Traced[] leaves;

    /// <summary>θ at one point.</summary>
    /// <param name="theta">All parameters.</param>
    /// <param name="selected">Positions in θ of the p parameters a derivative is taken for; the j-th has index j on the tape.</param>
    public TracedTheta(ReadOnlySpan<double> theta, ReadOnlySpan<int> selected)
    {
        leaves = new Traced[theta.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = Traced.Constant(theta[i]);
        }

        for (var j = 0; j < selected.Length; j++)
        {
            leaves[selected[j]] = Tape.Leaf(j, theta[selected[j]]);
        }
    }

    /// <summary>Where what is computed from the leaves is recorded; to be cleared before each evaluation.</summary>
    public Tape Tape { get; } = new();

    /// <summary>θ.</summary>
    public ReadOnlySpan<Traced> Leaves => leaves;
}
