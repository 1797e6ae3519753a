using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// The tangent ẋ = ∂x/∂θ of a primal chain for each parameter of its proposal that a derivative is taken for, all decisions staying as
/// they fell: ẋ′ from x′ = T_θ(x, ε), then ẋ ← accepted ? ẋ′ : ẋ. The start does not depend on θ.
/// </summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <param name="proposal">q.</param>
/// <param name="dimension">d.</param>
/// <param name="wrt">For each of the p parameters its position among the proposal's own; negative where it is the model's, with which x does not move.</param>
/// <remarks>A <see cref="Dual"/> computes its value as <see cref="Real"/> does, to the last bit, so that the tangents belong to the chain as it runs.</remarks>
internal sealed class VectorTangents<TProposal>(TProposal proposal, int dimension, int[] wrt)
    where TProposal : struct, IVectorProposal
{
    private readonly TProposal proposal = proposal;
    private readonly int[] moving = [.. Enumerable.Range(0, wrt.Length).Where(j => wrt[j] >= 0)];
    private Dual[][] theta = [];
    private Dual[][] here = States(dimension, wrt);
    private Dual[][] there = States(dimension, wrt);

    /// <summary>The present state, for each of the p parameters; empty where it does not move with it.</summary>
    public ReadOnlySpan<Dual[]> Here => here;

    /// <summary>The state suggested.</summary>
    public ReadOnlySpan<Dual[]> There => there;

    /// <summary>Uses these parameters of the proposal from now on.</summary>
    public void MoveTo(ReadOnlySpan<double> proposalTheta) => theta = moving.Length == 0 ? [] : Seeded.Duals(proposalTheta, wrt);

    /// <summary>Puts the chain at its start.</summary>
    public void Begin(ReadOnlySpan<Real> start)
    {
        foreach (var j in moving)
        {
            for (var i = 0; i < start.Length; i++)
            {
                here[j][i] = Dual.Constant(start[i].Value);
            }
        }
    }

    /// <summary>Suggests what the chain was suggested.</summary>
    /// <param name="noise">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose(ReadOnlySpan<double> noise)
    {
        if (moving.Length > 0)
        {
            ProposeAll(noise);
        }
    }

    /// <summary>Adds the total derivative of log q(x′, x) − log q(x, x′), through both states.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddLogRatio(Span<double> score)
    {
        if (moving.Length > 0)
        {
            AddAll(score);
        }
    }

    /// <summary>Goes to the state suggested.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accept()
    {
        if (moving.Length > 0)
        {
            Exchange();
        }
    }

    /// <summary>Writes the present state.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var j in moving)
        {
            writer.WriteWords<Dual>(here[j]);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach (var j in moving)
        {
            reader.ReadWords<Dual>(here[j]);
        }
    }

    // Nearly always there are none, and the loop over steps is compiled without them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ProposeAll(ReadOnlySpan<double> noise)
    {
        foreach (var j in moving)
        {
            proposal.Propose(here[j], noise, (ReadOnlySpan<Dual>)theta[j], there[j].AsSpan());
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddAll(Span<double> score)
    {
        foreach (var j in moving)
        {
            score[j] += proposal.LogRatio(here[j], there[j], (ReadOnlySpan<Dual>)theta[j]).Derivative;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Exchange() => (here, there) = (there, here);

    private static Dual[][] States(int dimension, int[] wrt) => [.. wrt.Select(position => position >= 0 ? new Dual[dimension] : [])];
}
