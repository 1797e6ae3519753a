using CsCheck;

namespace DiffMH.Tests.Scalars;

/// <summary>Numbers of eight lanes are, lane by lane and to the bit, what single numbers are.</summary>
public sealed class LanesTests
{
    private static readonly double[] Special = [0, -0.0, 1, -1.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-310];

    private static readonly Gen<(Expression Expression, double[] Shifts)> Expressions = Gen.Select(
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 12],
        Gen.Double[-1.5, 1.5].Array[5],
        Gen.Double[-1, 1].Array[Lanes.Count],
        (steps, theta, shifts) => (new Expression(steps, theta), shifts));

    public static TheoryData<string> Operations { get; } = [.. All<Real>().Keys];

    [Fact]
    public void Random_expressions() => Expressions.Sample(
        sample =>
        {
            var (expression, shifts) = sample;
            Lanes[] theta = [.. expression.Theta.Select(number => Lanes.Each(lane => number + shifts[lane]))];
            var values = expression.Value<Lanes>(theta);
            var duals = expression.Value<DualLanes>([.. theta.Select((numbers, i) => new DualLanes(numbers, Lanes.Constant(i == 0 ? 1 : 0)))]);
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                var single = expression.Value<Dual>([.. theta.Select((numbers, i) => new Dual(numbers[lane], i == 0 ? 1 : 0))]);
                Assert.Equal(Bits(expression.Value<Real>([.. theta.Select(numbers => new Real(numbers[lane]))]).Value), Bits(values[lane]));
                Assert.Equal((Bits(single.Value), Bits(single.Derivative)), (Bits(duals.Values[lane]), Bits(duals.Derivatives[lane])));
            }
        },
        iter: 2000);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Zeros_infinities_and_what_is_no_number(string operation)
    {
        foreach (var second in Special)
        {
            var (a, b) = (Lanes.Each(lane => Special[lane]), Lanes.Constant(second));
            var (values, duals) = (All<Lanes>()[operation](a, b), All<DualLanes>()[operation](new(a, Lanes.Constant(1)), new(b, Lanes.Constant(0.5))));
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                var dual = All<Dual>()[operation](new(Special[lane], 1), new(second, 0.5));
                Assert.Equal(Bits(All<Real>()[operation](new(Special[lane]), new(second)).Value), Bits(values[lane]));
                Assert.Equal((Bits(dual.Value), Bits(dual.Derivative)), (Bits(duals.Values[lane]), Bits(duals.Derivatives[lane])));
            }
        }
    }

    [Fact]
    public void They_have_no_single_value()
    {
        Assert.Throws<NoSingleValueException>(() => Lanes.Constant(1).Value);
        Assert.Throws<NoSingleValueException>(() => DualLanes.Constant(1).Value);
    }

    private static Dictionary<string, Func<T, T, T>> All<T>()
        where T : struct, IScalar<T> => new(StringComparer.Ordinal)
        {
            ["+"] = (a, b) => a + b,
            ["-"] = (a, b) => a - b,
            ["negation"] = (a, _) => -a,
            ["*"] = (a, b) => a * b,
            ["constant *"] = (a, _) => -2.5 * a,
            ["/"] = (a, b) => a / b,
            ["exp"] = (a, _) => T.Exp(a),
            ["log"] = (a, _) => T.Log(a),
            ["sqrt"] = (a, _) => T.Sqrt(a),
            ["x log x"] = (a, _) => T.XLogX(a),
            ["select"] = (a, b) => T.Select(a, b, -b),
        };

    /// <summary>The bits of a number; those of NaN, of which there are many, as one.</summary>
    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number);
}
