using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The tangents of eight primal chains: what <see cref="VectorTangents{TProposal}"/> is to one.</summary>
/// <typeparam name="TWalk">q.</typeparam>
/// <param name="walk">q.</param>
/// <param name="dimension">d.</param>
/// <param name="wrt">For each of the p parameters its position among the proposal's own; negative where it is the model's, with which x does not move.</param>
internal sealed class PackTangents<TWalk>(TWalk walk, int dimension, int[] wrt)
    where TWalk : struct, IPackWalk
{
    private readonly TWalk walk = walk;
    private readonly int[] moving = [.. Enumerable.Range(0, wrt.Length).Where(j => wrt[j] >= 0)];
    private readonly DualLanes[][] theta = [.. wrt.Select(_ => Array.Empty<DualLanes>())];
    private readonly DualLanes[][] here = States(dimension, wrt);
    private readonly DualLanes[][] there = States(dimension, wrt);

    /// <summary>The present states, for each of the p parameters; empty where they do not move with it.</summary>
    public ReadOnlySpan<DualLanes[]> Here => here;

    /// <summary>The states suggested.</summary>
    public ReadOnlySpan<DualLanes[]> There => there;

    /// <summary>Uses these parameters of the proposal in one lane from now on.</summary>
    public void MoveTo(int place, ReadOnlySpan<double> proposalTheta)
    {
        foreach (var j in moving)
        {
            Array.Resize(ref theta[j], proposalTheta.Length);
            for (var i = 0; i < proposalTheta.Length; i++)
            {
                theta[j][i] = new(theta[j][i].Values.With(place, proposalTheta[i]), Lanes.Constant(i == wrt[j] ? 1 : 0));
            }
        }
    }

    /// <summary>Puts the chains at their starts.</summary>
    public void Begin(ReadOnlySpan<Lanes> start)
    {
        foreach (var j in moving)
        {
            for (var i = 0; i < start.Length; i++)
            {
                here[j][i] = new(start[i], default);
            }
        }
    }

    /// <summary>Suggests what the chains were suggested.</summary>
    /// <param name="noise">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose(ReadOnlySpan<Lanes> noise)
    {
        foreach (var j in moving)
        {
            walk.Propose(here[j], noise, theta[j], there[j]);
        }
    }

    /// <summary>Adds the total derivative of log q(x′, x) − log q(x, x′), through both states.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddLogRatio(Span<Lanes> score)
    {
        foreach (var j in moving)
        {
            score[j] += walk.LogRatio(here[j], there[j], (ReadOnlySpan<DualLanes>)theta[j]).Derivatives;
        }
    }

    /// <summary>Goes to the states suggested in some lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accept(LaneSet where)
    {
        foreach (var j in moving)
        {
            where.Move(MemoryMarshal.Cast<DualLanes, Lanes>(there[j]), MemoryMarshal.Cast<DualLanes, Lanes>(here[j].AsSpan()));
        }
    }

    /// <summary>Writes the present states.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var j in moving)
        {
            writer.WriteWords<DualLanes>(here[j]);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach (var j in moving)
        {
            reader.ReadWords<DualLanes>(here[j]);
        }
    }

    private static DualLanes[][] States(int dimension, int[] wrt) => [.. wrt.Select(position => position >= 0 ? new DualLanes[dimension] : [])];
}
