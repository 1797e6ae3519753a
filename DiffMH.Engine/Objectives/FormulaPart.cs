using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Objectives;

/// <summary>A part of an expression on its way to a <see cref="Formula"/>.</summary>
/// <param name="Code">Its instructions.</param>
/// <param name="Number">Its value where it is the same for all inputs and parameters.</param>
/// <param name="HasInput">Whether it depends on a moment or an observable.</param>
/// <param name="JumpsAt">The column of an operation that may jump as the inputs change; null where there is none.</param>
internal sealed record FormulaPart(ImmutableArray<Instruction> Code, double? Number, bool HasInput, int? JumpsAt)
{
    /// <summary>A number.</summary>
    public static FormulaPart Constant(double number, int column) => new([new(Operation.Constant, column, Number: number)], number, HasInput: false, JumpsAt: null);

    /// <summary>A moment or an observable.</summary>
    public static FormulaPart Input(int index, int column) => new([new(Operation.Input, column, index)], Number: null, HasInput: true, JumpsAt: null);

    /// <summary>One number of θ.</summary>
    public static FormulaPart Parameter(int index, int column) => new([new(Operation.Parameter, column, index)], Number: null, HasInput: false, JumpsAt: null);

    /// <summary>An operation on parts.</summary>
    /// <exception cref="ExpressionException">All are numbers, and the operation gives none that is finite.</exception>
    public static FormulaPart Of(Instruction last, params ReadOnlySpan<FormulaPart> operands)
    {
        var (code, isNumber, hasInput, jumpsAt) = (ImmutableArray.CreateBuilder<Instruction>(), true, false, (int?)null);
        foreach (var operand in operands)
        {
            code.AddRange(operand.Code);
            isNumber &= operand.Number is not null;
            hasInput |= operand.HasInput;
            jumpsAt ??= operand.JumpsAt;
        }

        code.Add(last);
        return isNumber
            ? Constant(Computed(new(code.ToImmutable()), last.Column), last.Column)
            : new(code.ToImmutable(), Number: null, hasInput, jumpsAt ?? (MayJump(last, operands) ? last.Column : null));
    }

    /// <summary>Poles, and the edges of where an operation is defined.</summary>
    private static bool MayJump(Instruction last, ReadOnlySpan<FormulaPart> operands) => last switch
    {
        { Operation: Operation.AnyPower } => operands[0].HasInput || operands[1].HasInput,
        { Operation: Operation.Divide or Operation.Log } or { Operation: Operation.WholePower, Index: < 0 } or { Operation: Operation.Power, Number: < 0 } => operands[^1].HasInput,
        _ => false,
    };

    private static double Computed(Formula formula, int column)
    {
        var value = formula.Value<Real>([], []).Value;
        return double.IsFinite(value) ? value : throw new ExpressionException(column, $"found that {formula.WhyNotFinite([], []) ?? Found.Number(value)}; it must come to a finite number");
    }
}
