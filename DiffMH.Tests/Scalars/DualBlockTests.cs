using CsCheck;
using DiffMH.Engine.Kernels;

namespace DiffMH.Tests.Scalars;

/// <summary>Eight derivatives at a time are the same bits as one at a time.</summary>
public sealed class DualBlockTests
{
    private static readonly Gen<Expression> Expressions = Gen.Select(
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 12],
        Gen.Double[0.5, 1.5].Array[11],
        (steps, theta) => new Expression(steps, theta));

    [Fact]
    public void Value_and_derivatives_of_random_expressions_are_those_of_dual_numbers_to_the_bit() => Expressions.Sample(
        expression =>
        {
            int[] all = [.. Enumerable.Range(0, expression.Theta.Length)];
            var blocks = DualBlock.Seed(expression.Theta, all);
            var singles = Seeded.Duals(expression.Theta, all);
            Assert.Equal(2, blocks.Length);
            foreach (var i in all)
            {
                var (together, alone) = (expression.Value<DualBlock>(blocks[i / DualBlock.Width]), expression.Value<Dual>(singles[i]));
                Assert.Equal(BitConverter.DoubleToInt64Bits(alone.Value), BitConverter.DoubleToInt64Bits(together.Value));
                Assert.Equal(BitConverter.DoubleToInt64Bits(alone.Derivative), BitConverter.DoubleToInt64Bits(together.Derivatives[i % DualBlock.Width]));
            }
        },
        iter: 1000);
}
