using DiffMH.Engine.Kernels;

namespace DiffMH.Tests.Kernels;

/// <summary>Where observables may change with θ at fixed decisions is known from their formulas.</summary>
public sealed class DependenceTests
{
    [Fact]
    public void A_coordinate_does_not_contain_a_parameter_of_the_model() => Assert.False(Of<StateObservables<CoordinateItself>>(0, 1));

    [Fact]
    public void It_moves_with_one_of_the_proposal() => Assert.True(Of<StateObservables<CoordinateItself>>(0, 2));

    [Fact]
    public void One_of_several_parameters_in_one_of_several_observables_is_enough()
    {
        Assert.True(Of<StateObservables<RidgeObservables>>(1));
        Assert.True(Of<PairObservables<RidgeMoves>>(1));
        Assert.False(Of<PairObservables<OnlyWhenAccepted>>(1));
    }

    [Fact]
    public void A_parameter_that_counts_for_one_decision_or_in_one_branch_counts()
    {
        Assert.True(Of<PairObservables<OnlyWhenAccepted>>(0));
        Assert.True(Of<StateObservables<OnlyAbove>>(0));
        Assert.False(Of<StateObservables<OnlyAbove>>(1));
        Assert.True(Of<StateObservables<OnlyBelow>>(0));
        Assert.False(Of<StateObservables<OnlyBelow>>(1));
    }

    [Fact]
    public void A_formula_that_asks_for_values_may_contain_anything() => Assert.True(Of<StateObservables<AskingForValues>>(0));

    /// <summary>Two coordinates, two observables at most, two parameters of the model.</summary>
    private static bool Of<TObservables>(params int[] wrt)
        where TObservables : struct, ITransitionObservables => Dependence.Of(default(TObservables), 2, 2, 2, wrt);

    private readonly struct OnlyWhenAccepted : IVectorPairObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[1] = accepted ? next[0] / theta[0] : next[0];
    }

    private readonly struct OnlyAbove : IVectorObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = T.Select(x[0] - theta[1], -(2 * T.Exp(theta[0])), x[1]);
    }

    private readonly struct OnlyBelow : IVectorObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = T.Select(x[0] - theta[1], x[1], T.Sqrt(theta[0]) * x[1]);
    }

    private readonly struct AskingForValues : IVectorObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = x[0].Value > 0 ? x[0] : x[1];
    }
}
