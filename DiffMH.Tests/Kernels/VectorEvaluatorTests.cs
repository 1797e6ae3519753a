using DiffMH.Engine.Kernels;

namespace DiffMH.Tests.Kernels;

/// <summary>Derivatives in many parameters are, to the bit, those in each of them alone.</summary>
public sealed class VectorEvaluatorTests
{
    private static readonly double[] Theta = [.. Enumerable.Range(0, 11).Select(i => 0.3 + (0.1 * i))];
    private static readonly int[] All = [.. Enumerable.Range(0, Theta.Length)];

    [Fact]
    public void The_score_of_many_parameters_is_that_of_each()
    {
        var score = new double[All.Length];
        Evaluator(All).Score(Here(0.7, -1.3), score);
        foreach (var i in All)
        {
            var alone = new double[1];
            Evaluator([i]).Score(Here(0.7, -1.3), alone);
            Assert.Equal(alone[0], score[i]);
            Assert.NotEqual(0, alone[0]);
        }
    }

    [Theory]
    [InlineData(-0.7, false)]   // there the second observable is a parameter
    [InlineData(0.7, true)]
    public void Direct_derivatives_of_many_parameters_are_those_of_each_also_where_only_some_states_have_any(double x, bool isFree)
    {
        var slopes = new double[2 * All.Length];
        Evaluator(All).AddDirect(default, Here(x, 1), accepted: true, slopes);
        foreach (var i in All)
        {
            var alone = new double[2];
            Evaluator([i]).AddDirect(default, Here(x, 1), accepted: true, alone);
            Assert.Equal((alone[0], alone[1]), (slopes[i], slopes[All.Length + i]));
        }

        Assert.Equal(isFree ? 0 : 1, slopes.Sum());
    }

    private static VectorEvaluator<Logs, StateObservables<SometimesTheta>> Evaluator(int[] wrt)
    {
        var evaluator = new VectorEvaluator<Logs, StateObservables<SometimesTheta>>(default, default, 2, wrt);
        evaluator.MoveTo(Theta);
        return evaluator;
    }

    private static MovingState<Real, Dual> Here(params double[] x) => new(Seeded.Reals(x), Enumerable.Repeat(Array.Empty<Dual>(), Theta.Length).ToArray());

    /// <summary>log g = Σᵢⱼ log(1 + θᵢ² (xⱼ + θᵢ)²).</summary>
    private readonly struct Logs : IVectorTarget
    {
        public int Dimension => 2;

        public bool IsContinuous => true;

        public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T>
        {
            var sum = T.Constant(0);
            foreach (var number in theta)
            {
                foreach (var coordinate in x)
                {
                    var z = number * (coordinate + number);
                    sum += T.Log(T.Constant(1) + (z * z));
                }
            }

            return sum;
        }
    }

    /// <summary>x₀², and θ₃ where x₀ is negative, else 1.</summary>
    private readonly struct SometimesTheta : IVectorObservables
    {
        public bool IsContinuous => false;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => (values[0], values[1]) = (x[0] * x[0], T.Select(x[0], T.Constant(1), theta[3]));
    }
}
