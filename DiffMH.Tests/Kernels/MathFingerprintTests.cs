using DiffMH.Engine.Kernels;

namespace DiffMH.Tests.Kernels;

public sealed class MathFingerprintTests
{
    [Fact]
    public void It_is_sixteen_hexadecimal_digits() => Assert.Matches("^[0-9a-f]{16}$", MathFingerprint.OfProcess);

    [Fact]
    public void The_last_bit_of_one_result_of_one_function_changes_it()
    {
        Assert.Equal(MathFingerprint.OfProcess, MathFingerprint.Of(MathFingerprint.Functions));
        for (var i = 0; i < MathFingerprint.Functions.Length; i++)
        {
            var (function, calls) = (MathFingerprint.Functions[i], 0);
            var others = MathFingerprint.Functions.SetItem(i, x => ++calls == 77 ? Math.BitIncrement(function(x)) : function(x));
            Assert.NotEqual(MathFingerprint.OfProcess, MathFingerprint.Of(others));
        }
    }

    [Fact]
    public void All_results_are_numbers() => Assert.All(MathFingerprint.Functions, function => Assert.All(MathFingerprint.Arguments, x => Assert.True(double.IsFinite(function(x)))));
}
