using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>A chain on ℝᵈ and its only alternative, in a loop of their own: nothing is looked for, and nothing else is asked of a draw.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How the alternative proposes.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="problem">The model.</param>
/// <param name="settings">How chains are run.</param>
/// <param name="primal">The chain.</param>
/// <param name="sums">The sums of the lane.</param>
/// <remarks>
/// Takes the steps of <see cref="VectorLane{TTarget, TProposal, TCoupling, TObservables}"/> with one place for alternatives, to the bit. On N(θ, 1)
/// a step has four times the instructions of C written for that density alone, and 2.2 times its time (<c>compare --only gaussian</c>): formulas find
/// their parameters among any number of them, divide by deviations that might not be 1, and their scores are derivatives of dual numbers.
/// </remarks>
internal sealed class VectorPair<TTarget, TProposal, TCoupling, TObservables>(
    VectorProblem problem, KernelSettings settings, VectorPrimal<TTarget, TProposal, TObservables> primal, LaneSums sums)
    where TTarget : struct, IVectorTarget
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
    where TObservables : struct, ITransitionObservables
{
    private readonly EstimatorSettings estimator = settings.Estimator;
    private readonly ChainSettings chain = settings.Chain;
    private readonly VectorPrimal<TTarget, TProposal, TObservables> primal = primal;
    private readonly VectorFollower<TTarget, TProposal, TCoupling, TObservables> follower = new(problem, primal.Evaluator);
    private readonly LaneSums sums = sums;
    private readonly OnlyPlace place = new(settings.Layout(problem.ObservableCount), sums);
    private readonly Real[] alternative = new Real[problem.Target.Dimension];
    private readonly double[] observed = new double[problem.ObservableCount];
    private readonly double[] weight = new double[settings.Wrt.Length];
    private double density;

    /// <summary>Whether <see cref="observed"/> is f of the alternative.</summary>
    private bool isObserved;

    /// <summary>Whether a lane may be run as a pair: there is one place, and draws add to the derivative by nothing but excursions.</summary>
    public static bool Suits(VectorProblem problem, KernelSettings settings) =>
        settings.Estimator is { Method: EstimatorMethod.Dmh, Alternatives: 1, Pruning: not Pruning.None, SumsScores: false }
        && !problem.Observables.LooksBack
        && settings.Wrt.All(position => position < problem.ModelParameters)
        && !Dependence.Of((TObservables)problem.Observables, problem.ObservableCount, problem.Target.Dimension, problem.ModelParameters, [.. settings.Wrt]);

    /// <summary>Begins without an alternative.</summary>
    public void Clear() => place.Clear();

    /// <summary>Ends the pass: a living alternative dies.</summary>
    public void End() => place.End();

    /// <summary>Writes the alternative.</summary>
    public void Save(BinaryWriter writer)
    {
        place.Save(writer);
        writer.WriteWords<Real>(alternative);
        writer.Write(density);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        place.Load(reader);
        reader.ReadWords(alternative.AsSpan());
        (density, isObserved) = (reader.ReadDouble(), false);
    }

    /// <summary>Takes the steps that were drawn.</summary>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Move(int count)
    {
        var (untilDraw, accepts) = (chain.UntilDraw(primal.Step), 0);
        for (var i = 0; i < count; i++)
        {
            var logRatio = primal.Suggest(i);
            var accepted = primal.Coin(i).Accepts(logRatio);
            if (place.IsTaken)
            {
                Follow(i, accepted);
            }

            // Elsewhere the decision has no derivative: v = 0, and no score is needed.
            var mayBranch = logRatio <= 0 && !double.IsNegativeInfinity(logRatio);
            if (mayBranch)
            {
                Branch(accepted, logRatio);
            }

            if (accepted)
            {
                primal.Accept(mayBranch);
                accepts++;
            }
            else
            {
                primal.Reject(logRatio);
            }

            if (--untilDraw == 0)
            {
                Sum();
                untilDraw = chain.Thin;
            }
        }

        sums[SumsLayout.Accepted] += accepts;
    }

    /// <summary>Moves the alternative.</summary>
    private void Follow(int drawn, bool accepted)
    {
        var step = follower.Follow(primal.Move(drawn), primal.ThereDensity, primal.Coin(drawn), alternative, density, ref primal.Streams.Coupling);
        if (step.Accepts && step.Copies && accepted)
        {
            place.Recouple(primal.Step);
        }
        else if (step.Accepts)
        {
            Put(step.Suggested, step.LogDensity);
        }
    }

    /// <summary>Lets the newborn of a decision, which took the other branch, compete for the place.</summary>
    private void Branch(bool accepted, double logRatio)
    {
        var mass = BirthWeight.Fill(estimator, accepted, logRatio, primal.ScoreOfRatio(), weight);
        if (place.Offer(mass))
        {
            place.Place(mass, weight, primal.Step, ref primal.Streams.Pruning);
            Put(accepted ? primal.Here.X : primal.There.X, accepted ? primal.Density : primal.ThereDensity);
        }
    }

    private void Sum()
    {
        var here = primal.Observe();
        sums.Add(here);
        if (!place.IsTaken)
        {
            return;
        }

        if (!isObserved)
        {
            primal.Evaluator.Observe(default, alternative, accepted: false, observed);
            isObserved = true;
        }

        place.Earn(observed, here);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(ReadOnlySpan<Real> state, double logDensity)
    {
        Elementwise.Copy(MemoryMarshal.Cast<Real, double>(alternative.AsSpan()), MemoryMarshal.Cast<Real, double>(state));
        (density, isObserved) = (logDensity, false);
    }
}
