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

    /// <summary>Which operation gave the first number that is not finite, as in <c>log(-3) is NaN at column 5</c>; null where all are finite.</summary>
    /// <param name="inputs">The moments or observables.</param>
    /// <param name="theta">All parameters.</param>
    public string? WhyNotFinite(ReadOnlySpan<double> inputs, ReadOnlySpan<double> theta)
    {
        Real[] reals = [.. inputs.ToArray().Select(Real.Constant)];
        Real[] parameters = [.. theta.ToArray().Select(Real.Constant)];
        var stack = new Real[depth + 1];
        for (var count = 1; count <= code.Length; count++)
        {
            var last = code[count - 1];
            var top = Run<Real>(count - 1, reals, parameters, stack) - Math.Max(last.Operands - 1, 0);
            var (a, b) = last.Operands == 0 ? (0, 0) : (stack[top].Value, stack[top + 1].Value);
            var value = stack[Run<Real>(count, reals, parameters, stack)].Value;
            if (!double.IsFinite(value))
            {
                return $"{last.Describe(a, b)} is {Documents.Found.Number(value)} at column {last.Column}";
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
