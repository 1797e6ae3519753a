using System.Runtime.CompilerServices;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Objectives;

/// <summary>One instruction of a <see cref="Formula"/>.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Column">Where it stands in the text of the expression, from 1.</param>
/// <param name="Index">Which input or parameter; the exponent of a whole power.</param>
/// <param name="Number">The constant, or the exponent of a power.</param>
internal readonly record struct Instruction(Operation Operation, int Column, int Index = 0, double Number = 0)
{
    /// <summary>How many numbers it combines into one.</summary>
    public int Operands => Operation < Operation.Negate ? 0 : Operation < Operation.Add ? 1 : 2;

    /// <summary>Its value.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand, where there is one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T a, T b)
        where T : struct, IScalar<T> => Operation switch
        {
            Operation.Negate => -a,
            Operation.WholePower => WholePower(a, Index),
            Operation.Power => Number is > 0 and < 1 ? Root(a, T.Exp(Number * T.Log(a))) : T.Exp(Number * T.Log(a)),
            Operation.Sqrt => Root(a, T.Sqrt(a)),
            Operation.Log => T.Log(a),
            Operation.Exp => T.Exp(a),
            Operation.Abs => T.Select(a, a, -a),
            Operation.XLogX => T.Select(a, T.XLogX(a), T.Constant(double.NaN)),   // the scalar's own is 0 below 0, which would hide a mistake
            Operation.Add => a + b,
            Operation.Subtract => a - b,
            Operation.Multiply => a * b,
            Operation.Divide => a / b,
            Operation.AnyPower => T.Exp(b * T.Log(a)),
            Operation.Min => Smaller(a, b),
            _ => -Smaller(-a, -b),
        };

    /// <summary>The instruction with its operands, as messages show it.</summary>
    public string Describe(double a, double b)
    {
        var (left, right) = (Found.Number(a), Found.Number(b));
        return Operation switch
        {
            Operation.Constant => Found.Number(Number),
            Operation.Input => "a moment or an observable",
            Operation.Parameter => "a parameter",
            Operation.Negate => $"-({left})",
            Operation.WholePower => $"({left})^{Found.Number(Index)}",
            Operation.Power => $"({left})^{Found.Number(Number)}",
            Operation.XLogX => $"entropy({left})",
            Operation.Add => $"{left} + {right}",
            Operation.Subtract => $"{left} - {right}",
            Operation.Multiply => $"{left} * {right}",
            Operation.Divide => $"{left} / {right}",
            Operation.AnyPower => $"({left})^({right})",
            Operation.Min or Operation.Max => $"{Word}({left}, {right})",
            _ => $"{Word}({left})",
        };
    }

    private string Word => Operation.ToString().ToLowerInvariant();

    /// <summary>a where they are equal, and not a number where one of them is none: a comparison alone would pass over it.</summary>
    private static T Smaller<T>(T a, T b)
        where T : struct, IScalar<T> => T.Select(b - a, a, T.Select(a - b, b, a + b));

    /// <summary>A root where a &gt; 0. At 0 it is 0 and rises without bound: its derivative is infinite where that of a is not 0, and where it is, 0.</summary>
    /// <param name="a">The number.</param>
    /// <param name="root">Its root, used for a &gt; 0 alone.</param>
    /// <remarks>
    /// The derivative of a scalar's own root of 0 is 0/0 where that of a is 0, which would refuse the mean of √|M| as soon as M = 0, whatever θ; that of e^(c log a) is 0, which would hide an infinite one.
    /// No constant will do as a slope, as ∞ · 0 is no number.
    /// </remarks>
    private static T Root<T>(T a, T root)
        where T : struct, IScalar<T> => T.Select(-a, T.Select(a, double.MaxValue * (double.MaxValue * a), T.Constant(double.NaN)), root);

    private static T WholePower<T>(T a, int exponent)
        where T : struct, IScalar<T>
    {
        if (exponent < 0)
        {
            return T.Constant(1) / WholePower(a, -exponent);
        }

        var power = T.Constant(1);
        var isOne = true;
        for (var square = a; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                power = isOne ? square : power * square;
                isOne = false;
            }

            if (exponent > 1)
            {
                square *= square;
            }
        }

        return power;
    }
}
