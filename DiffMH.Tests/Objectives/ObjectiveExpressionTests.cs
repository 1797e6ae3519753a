using DiffMH.Engine.Expressions;
using DiffMH.Engine.Objectives;

namespace DiffMH.Tests.Objectives;

/// <summary>Expressions of moments and parameters have the values and the derivatives of what they say.</summary>
public sealed class ObjectiveExpressionTests
{
    private static readonly (double A, double B, double C, double T, double M, double S) At = (0.7, 1.9, 3.1, ExpressionOf.Theta[0], ExpressionOf.Theta[2], ExpressionOf.Theta[3]);

    public static TheoryData<string, double> Values { get; } = new()
    {
        { "mean(a)", At.A },
        { "-mean(a) + 2 * mean(b)", -At.A + (2 * At.B) },
        { "mean(a) - mean(b) - mean(c^2)", At.A - At.B - At.C },
        { "mean(a) / T / 2", At.A / At.T / 2 },
        { "mean(a)^2^3", Math.Pow(At.A, 8) },
        { "-mean(a)^2", -At.A * At.A },
        { "mean(a)^-2", 1 / (At.A * At.A) },
        { "mean(a)^0", 1 },
        { "mean(b)^1.5", Math.Pow(At.B, 1.5) },
        { "mean(b)^0.5", Math.Sqrt(At.B) },
        { "mean(b)^(1/2)", Math.Sqrt(At.B) },
        { "mean(b)^mean(a)", Math.Pow(At.B, At.A) },
        { "T^mean(a)", Math.Pow(At.T, At.A) },
        { "mean(a)^(L/4)", Math.Pow(At.A, 3) },
        { "sqrt(mean(b))", Math.Sqrt(At.B) },
        { "log(mean(b))", Math.Log(At.B) },
        { "exp(-mean(b))", Math.Exp(-At.B) },
        { "abs(mean(a) - mean(b))", At.B - At.A },
        { "abs(mean(b) - mean(a))", At.B - At.A },
        { "min(mean(a), mean(b))", At.A },
        { "max(mean(a), mean(b), T)", At.B },
        { "min(mean(b), T, mean(a))", At.A },
        { "entropy(mean(a), 0.25)", -(At.A * Math.Log(At.A)) - (0.25 * Math.Log(0.25)) },
        { "entropy(0 * mean(a))", 0 },
        { "mean(a) * means[1] * proposal.scale * L * start[1] * pi", At.A * At.M * At.S * 12 * 4 * Math.PI },
        { "(mean(c^2) - mean(a)^2) / T^2", (At.C - (At.A * At.A)) / (At.T * At.T) },
        { "mean( c ^ 2 )", At.C },
    };

    public static TheoryData<string> Smooth { get; } = new()
    {
        "mean(a) + mean(b)", "mean(a) - 3 * mean(b)", "-mean(a)", "mean(a) * mean(b) * T", "mean(a) / mean(b) / T", "mean(a)^2", "mean(a)^3 * T^5", "mean(a)^-3", "mean(b)^1.5", "mean(b)^-0.3",
        "mean(b)^mean(a)", "T^mean(a)", "mean(a)^T", "sqrt(mean(a) + T)", "log(mean(a) * T)", "exp(-mean(a) / T)", "abs(mean(a) - mean(b)) * T", "min(mean(a), mean(b) * T)", "max(mean(a), mean(b) * T)",
        "min(mean(b) * T, mean(a), means[0])", "max(mean(a) * T, 0.1)", "entropy(mean(a), mean(b) / 4)", "(mean(c^2) - mean(a)^2) / T^2", "log(mean(a)) - entropy(mean(b), T) / (proposal.scale * means[1])",
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void An_expression_has_the_value_of_what_it_says(string text, double value) => Assert.Equal(value, ExpressionOf.Text(text).Value(At.A, At.B, At.C), 1e-14 * Math.Max(1, Math.Abs(value)));

    [Theory]
    [MemberData(nameof(Smooth))]
    public void A_derivative_is_the_limit_of_differences_in_every_moment_and_every_parameter(string text)
    {
        var expression = ExpressionOf.Text(text);
        double[] at = [At.A, At.B, At.C, .. ExpressionOf.Theta];
        var tape = new Tape();
        var leaves = at.Select((number, i) => tape.Leaf(i, number)).ToArray();
        var gradient = tape.Gradient(expression.Value(leaves[..3], leaves[3..]));
        var traced = new double[at.Length];
        for (var place = 0; place < gradient.Indices.Length; place++)
        {
            traced[gradient.Indices[place]] = gradient.Values[place];
        }

        var moves = 0;
        for (var i = 0; i < at.Length; i++)
        {
            Dual[] duals = [.. at.Select((number, j) => new Dual(number, j == i ? 1 : 0))];
            var derivative = expression.Value(duals[..3], duals[3..]).Derivative;
            var difference = (Shifted(i, 1e-5) - Shifted(i, -1e-5)) / 2e-5;
            Assert.Equal(difference, derivative, 1e-8 * Math.Max(1, Math.Abs(difference)));
            Assert.Equal(derivative, traced[i], 1e-12 * Math.Max(1, Math.Abs(derivative)));
            moves += derivative == 0 ? 0 : 1;
        }

        Assert.True(moves > 0, "an expression that depends on nothing shows nothing");

        double Shifted(int position, double by)
        {
            Real[] moved = [.. at.Select((number, j) => Real.Constant(j == position ? number + by : number))];
            return expression.Value(moved[..3], moved[3..]).Value;
        }
    }

    [Theory]
    [InlineData("min(mean(a), mean(b))", 1, 0)]
    [InlineData("max(mean(a), mean(b))", 1, 0)]
    [InlineData("abs(mean(a) - mean(b))", 1, -1)]
    public void At_a_kink_the_derivative_is_that_of_the_first_branch(string text, double inFirst, double inSecond)
    {
        var expression = ExpressionOf.Text(text);
        Dual[] theta = [.. ExpressionOf.Theta.Select(Dual.Constant)];
        Assert.Equal(inFirst, expression.Value([new(2, 1), Dual.Constant(2), default], theta).Derivative);
        Assert.Equal(inSecond, expression.Value([Dual.Constant(2), new(2, 1), default], theta).Derivative);
    }

    [Theory]
    [InlineData("min(log(mean(a)), mean(b))")]
    [InlineData("max(mean(b), log(mean(a)))")]
    [InlineData("abs(log(mean(a)))")]
    [InlineData("entropy(mean(a))")]
    [InlineData("mean(a)^0.5")]
    [InlineData("mean(a)^2.5")]
    public void What_is_not_a_number_is_not_hidden_by_a_comparison(string text) => Assert.True(double.IsNaN(ExpressionOf.Text(text).Value(-1, 2, 3)));

    [Theory]
    [InlineData("log(mean(a))", "log(-1) is .nan at column 1")]
    [InlineData("T * log(mean(a) - mean(b))", "log(-3) is .nan at column 5")]
    [InlineData("mean(b) / (mean(a) + 1)", "2 / 0 is .inf at column 9")]
    [InlineData("1 + sqrt(mean(a))", "sqrt(-1) is .nan at column 5")]
    [InlineData("entropy(mean(b)/4, mean(a))", "entropy(-1) is .nan at column 20")]
    [InlineData("(mean(a))^0.3", "(-1)^0.3 is .nan at column 10")]
    [InlineData("exp(1000 * mean(b))", "exp(2000) is .inf at column 1")]
    [InlineData("sqrt(mean(a) + 1)", "the derivative of sqrt(0) is .inf at column 1")]
    [InlineData("mean(a) + sqrt(T - 1.7)", "the derivative of sqrt(0) is .inf at column 11")]
    [InlineData("(mean(a) + 1)^0.3", "the derivative of (0)^0.3 is .inf at column 14")]
    [InlineData("mean(a) + (1.7 - T)^0.7", "the derivative of (0)^0.7 is -.inf at column 20")]
    [InlineData("(mean(a) + 1)^-0.3", "(0)^-0.3 is .inf at column 14")]
    [InlineData("(mean(a) + 1)^T", "the derivative of (0)^(1.7) is .nan at column 14")]
    public void The_operation_at_fault_is_found(string text, string why)
    {
        var objective = ExpressionOf.Text(text).Objective;
        Assert.Equal(why, objective.WhyNotFinite([-1, 2, 3], ExpressionOf.Theta));
        Assert.Null(ExpressionOf.Text("mean(a)").Objective.WhyNotFinite([-1, 2, 3], ExpressionOf.Theta));
    }

    [Theory]
    [InlineData("sqrt(mean(a))", 1, double.PositiveInfinity)]
    [InlineData("sqrt(mean(a))", -1e-300, double.NegativeInfinity)]
    [InlineData("sqrt(mean(a))", 0, 0)]
    [InlineData("mean(a)^0.5", 0, 0)]
    [InlineData("mean(a)^0.3", 1, double.PositiveInfinity)]
    [InlineData("mean(a)^0.7", -1e-300, double.NegativeInfinity)]
    [InlineData("mean(a)^0.7", 0, 0)]
    [InlineData("mean(a)^1.3", 1, 0)]
    public void A_root_of_zero_has_no_derivative_unless_what_it_is_of_does_not_move(string text, double speed, double derivative)
    {
        var expression = ExpressionOf.Text(text);
        Assert.Equal(new Dual(0, derivative), expression.Value([new Dual(0, speed), default, default], [.. ExpressionOf.Theta.Select(Dual.Constant)]));

        var tape = new Tape();
        var moved = speed * tape.Leaf(0, 0);
        var gradient = tape.Gradient(expression.Value([moved, Traced.Constant(0), Traced.Constant(0)], [.. ExpressionOf.Theta.Select(Traced.Constant)]));
        Assert.Equal(derivative, gradient.Values.Length == 0 ? 0 : gradient.Values[0]);
    }

    [Fact]
    public void Whole_powers_are_products_to_the_bit()
    {
        const double x = 1.1;
        Assert.Equal(x * x, ExpressionOf.Text("mean(a)^2").Value(x, 0, 0));
        Assert.Equal(x * x * x, ExpressionOf.Text("mean(a)^3").Value(x, 0, 0));
        Assert.Equal(x * x * (x * x), ExpressionOf.Text("mean(a)^4").Value(x, 0, 0));
    }

    [Theory]
    [InlineData("mean(a)", "")]
    [InlineData("mean(c^2) + mean( c^2 )", "")]
    [InlineData("mean(a * b) - mean(a*b) + mean(b*a)", "a*b b*a")]
    [InlineData("mean((a + b) * T) + mean(a^(2*b)) + mean(-(a-b)-(b-a))", "(a+b)*T a^(2*b) -(a-b)-(b-a)")]
    [InlineData("mean(max(a, b, 0.5)) + mean((a^2)^3) + mean((-a)^2) + mean(a^-b)", "max(a,b,0.5) (a^2)^3 (-a)^2 a^-b")]
    [InlineData("mean(a/(b*a)) + mean(a/b*a) + mean(a-(b-a)) + mean(exp(-(a*b)))", "a/(b*a) a/b*a a-(b-a) exp(-(a*b))")]
    public void Only_what_the_model_does_not_have_becomes_an_observable_once_and_its_name_reads_back_as_itself(string text, string names)
    {
        var added = ExpressionOf.Text(text).Added.Select(observable => observable.Name).ToArray();
        Assert.Equal(names, string.Join(' ', added));
        Assert.All(added, name => Assert.Equal(name, ExpressionText.Of(ExpressionParser.Parse(name))));
    }

    [Fact]
    public void Added_observables_are_computed_from_the_models_own_and_from_theta()
    {
        var added = new DerivedObservables(3, ExpressionOf.Text("mean(a*T) + mean(abs(b - a)^2) + mean(c^2)").Added);
        Dual[] values = [Dual.Constant(2), new(5, 1), Dual.Constant(9), default, default];
        added.Fill<Dual>(values, [new(1.5, 1), default, default]);
        Assert.Equal([new(3, 2), new(9, 6)], values[3..]);
    }

    [Theory]
    [InlineData("mean(a*b)", true)]
    [InlineData("mean(abs(a)) + mean(max(a,b)) + mean(sqrt(a^2)) + mean(a/T) + mean(exp(a)) + mean(a^1.5) + log(mean(b))", true)]
    [InlineData("mean(T/a)", false)]
    [InlineData("mean(log(a))", false)]
    [InlineData("mean(a^-1)", false)]
    [InlineData("mean(a^-0.5)", false)]
    [InlineData("mean(a^b)", false)]
    [InlineData("mean(a^T)", false)]
    [InlineData("mean(T^a)", false)]
    public void Poles_are_known(string text, bool isContinuous) => Assert.Equal(isContinuous, new DerivedObservables(3, ExpressionOf.Text(text).Added).IsContinuous);

    [Fact]
    public void Deep_expressions_are_computed_like_shallow_ones()
    {
        var deep = string.Concat(Enumerable.Repeat("(1+", 60)) + "mean(a)" + new string(')', 60);
        Assert.Equal(60.5, ExpressionOf.Text(deep).Value(0.5, 0, 0));
    }
}
