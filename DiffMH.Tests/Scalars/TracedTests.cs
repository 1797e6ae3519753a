using CsCheck;

namespace DiffMH.Tests.Scalars;

/// <summary>Sparse reverse mode gives the derivatives of forward mode, in the parameters it meets and no others.</summary>
public sealed class TracedTests
{
    private static readonly Gen<Expression> Expressions = Gen.Select(
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 12],
        Gen.Double[0.5, 1.5].Array[5],
        (steps, theta) => new Expression(steps, theta));

    [Fact]
    public void Values_and_derivatives_of_random_expressions_are_those_of_plain_and_dual_numbers() => Expressions.Sample(
        expression =>
        {
            var (value, gradient) = Trace(expression);
            Assert.Equal(expression.Value<Real>([.. expression.Theta.Select(Real.Constant)]).Value, value);
            for (var i = 0; i < expression.Theta.Length; i++)
            {
                var exact = Along(expression, i).Derivative;
                Assert.Equal(exact, gradient[i], 1e-12 * (1 + Math.Abs(exact)));
            }
        },
        iter: 2000);

    [Fact]
    public void Derivatives_of_random_expressions_are_limits_of_differences() => Expressions.Sample(
        expression =>
        {
            const double step = 1e-6;
            var (_, gradient) = Trace(expression);
            for (var i = 0; i < expression.Theta.Length; i++)
            {
                var slope = (Along(Moved(expression, i, step), i).Value - Along(Moved(expression, i, -step), i).Value) / (2 * step);

                // A selection has a jump where its test is 0; a difference across it says nothing.
                var isSmooth = Math.Abs(Along(Moved(expression, i, step), i).Derivative - Along(Moved(expression, i, -step), i).Derivative) < 1e-3;
                Assert.True(!isSmooth || Math.Abs(slope) > 1e3 || Math.Abs(slope - gradient[i]) < 1e-5 * (1 + Math.Abs(slope)), $"parameter {i}: difference {slope:R}, traced {gradient[i]:R}");
            }
        },
        iter: 500);

    [Fact]
    public void Only_parameters_that_were_read_are_in_the_gradient()
    {
        var tape = new Tape();
        Traced[] theta = [.. Enumerable.Range(0, 1000).Select(i => tape.Leaf(i, i))];
        var gradient = tape.Gradient((theta[7] * theta[900]) + T(3) - theta[7]);
        Assert.Equal([(7, 899.0), (900, 7.0)], gradient.Indices.ToArray().Zip(gradient.Values.ToArray()).OrderBy(entry => entry.First));
        Assert.Equal([41], tape.Gradient(theta[41]).Indices.ToArray());
        Assert.True(tape.Gradient(T(5)).Indices.IsEmpty);

        static Traced T(double value) => Traced.Constant(value);
    }

    [Fact]
    public void Outside_the_support_there_is_no_score()
    {
        var tape = new Tape();
        var density = Traced.Log(0.0 * tape.Leaf(0, 1));
        Assert.Equal(double.NegativeInfinity, density.Value);
        Assert.All(tape.Gradient(density).Values.ToArray(), derivative => Assert.Equal(0, derivative));
    }

    [Fact]
    public void An_evaluation_allocates_nothing_once_the_tape_is_long_enough()
    {
        var tape = new Tape();
        Traced[] theta = [.. Enumerable.Range(0, 100).Select(i => tape.Leaf(i, 1 + (0.01 * i)))];
        var sum = Evaluate(tape, theta);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            sum += Evaluate(tape, theta);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);
    }

    private static double Evaluate(Tape tape, Traced[] theta)
    {
        tape.Clear();
        var product = Traced.Constant(1);
        foreach (var factor in theta)
        {
            product *= factor;
        }

        return tape.Gradient(Traced.Log(product)).Values[^1];
    }

    private static (double Value, double[] Gradient) Trace(Expression expression)
    {
        var tape = new Tape();
        var value = expression.Value<Traced>([.. expression.Theta.Select((number, i) => tape.Leaf(i, number))]);
        var gradient = new double[expression.Theta.Length];
        var sparse = tape.Gradient(value);
        for (var at = 0; at < sparse.Indices.Length; at++)
        {
            gradient[sparse.Indices[at]] += sparse.Values[at];
        }

        return (value.Value, gradient);
    }

    private static Dual Along(Expression expression, int parameter) =>
        expression.Value<Dual>([.. expression.Theta.Select((number, i) => new Dual(number, i == parameter ? 1 : 0))]);

    private static Expression Moved(Expression expression, int parameter, double step) =>
        expression with { Theta = [.. expression.Theta.Select((number, i) => i == parameter ? number + step : number)] };
}
