using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Objectives;

/// <summary>An expression as instructions on a stack, computed in any scalar: its derivatives follow from those of its operations.</summary>
/// <remarks>Instructions, since a walk over the tree would cost a virtual call for each node, and observables are computed at every draw.</remarks>
internal sealed class Formula
{
    private readonly Instruction[] code;
    private readonly int depth;

    /// <summary>A formula.</summary>
    /// <param name="code">Instructions of which each finds its operands on top of the stack and leaves its value there; in the end one number is left.</param>
    public Formula(ImmutableArray<Instruction> code)
    {
        this.code = [.. code];
        var top = 0;
        foreach (var instruction in code)
        {
            top += 1 - instruction.Operands;
            depth = Math.Max(depth, top);
        }
    }

    /// <summary>The value.</summary>
    /// <param name="inputs">The moments or observables.</param>
    /// <param name="theta">All parameters.</param>
    public T Value<T>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var few = default(Registers<T>);
        scoped Span<T> stack = few;
        if (depth >= Registers<T>.Count)
        {
            stack = new T[depth + 1];
        }

        Run(code.Length, inputs, theta, stack);
        return stack[0];
    }

    /// <summary>
    /// Which operation gave the first number that is not finite, as in <c>log(-3) is .nan at column 5</c>, or else the first derivative,
    /// as in <c>the derivative of sqrt(0) is .inf at column 5</c>; null where all are finite.
    /// </summary>
    /// <param name="inputs">The moments or observables.</param>
    /// <param name="theta">All parameters.</param>
    public string? WhyNotFinite(ReadOnlySpan<double> inputs, ReadOnlySpan<double> theta)
    {
        double[] at = [.. inputs, .. theta];
        var many = inputs.Length;
        return First(at, many, moved: -1, number => number.Value) ?? at.Select((_, i) => First(at, many, i, number => number.Derivative) is { } slope ? $"the derivative of {slope}" : null).FirstOrDefault(why => why is not null);
    }

    /// <summary>The first operation of which a part is not finite.</summary>
    /// <param name="at">The inputs, then θ.</param>
    /// <param name="inputs">How many inputs there are.</param>
    /// <param name="moved">In which of all these numbers derivatives are taken; −1 for none.</param>
    /// <param name="part">The part: value or derivative.</param>
    private string? First(double[] at, int inputs, int moved, Func<Dual, double> part)
    {
        Dual[] numbers = [.. at.Select((number, i) => new Dual(number, i == moved ? 1 : 0))];
        var stack = new Dual[depth + 1];
        for (var count = 1; count <= code.Length; count++)
        {
            var last = code[count - 1];
            var top = Run<Dual>(count - 1, numbers.AsSpan(0, inputs), numbers.AsSpan(inputs), stack) - Math.Max(last.Operands - 1, 0);
            var (a, b) = last.Operands == 0 ? (0, 0) : (stack[top].Value, stack[top + 1].Value);
            var found = part(stack[Run<Dual>(count, numbers.AsSpan(0, inputs), numbers.AsSpan(inputs), stack)]);
            if (!double.IsFinite(found))
            {
                return $"{last.Describe(a, b)} is {Documents.Found.Number(found)} at column {last.Column}";
            }
        }

        return null;
    }

    /// <summary>Runs the first instructions; returns where the top of the stack then is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run<T>(int count, ReadOnlySpan<T> inputs, ReadOnlySpan<T> theta, Span<T> stack)
        where T : struct, IScalar<T>
    {
        var top = -1;
        foreach (ref readonly var instruction in code.AsSpan(0, count))
        {
            switch (instruction.Operation)
            {
                case Operation.Constant:
                    stack[++top] = T.Constant(instruction.Number);
                    break;
                case Operation.Input:
                    stack[++top] = inputs[instruction.Index];
                    break;
                case Operation.Parameter:
                    stack[++top] = theta[instruction.Index];
                    break;
                default:
                    top -= instruction.Operands - 1;
                    stack[top] = instruction.Apply(stack[top], stack[top + 1]);
                    break;
            }
        }

        return top;
    }
}
