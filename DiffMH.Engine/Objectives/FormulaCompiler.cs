using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Objectives;

/// <summary>Turns the tree of an expression into instructions, numbers computed in advance.</summary>
/// <param name="name">What a name stands for.</param>
/// <param name="mean">What <c>mean</c> of something stands for.</param>
internal sealed class FormulaCompiler(Func<NameNode, FormulaPart> name, Func<CallNode, FormulaPart> mean) : IExpressionVisitor<FormulaPart>
{
    private const string Mean = "mean";
    private const string Entropy = "entropy";

    private static readonly Dictionary<string, Operation> OfOne = new(StringComparer.Ordinal)
    {
        ["sqrt"] = Operation.Sqrt,
        ["log"] = Operation.Log,
        ["exp"] = Operation.Exp,
        ["abs"] = Operation.Abs,
    };

    private static readonly Dictionary<string, Operation> OfMany = new(StringComparer.Ordinal)
    {
        ["min"] = Operation.Min,
        ["max"] = Operation.Max,
    };

    private static readonly ImmutableArray<string> Functions = [Mean, Entropy, .. OfOne.Keys, .. OfMany.Keys];

    public FormulaPart Number(NumberNode node) => FormulaPart.Constant(node.Value, node.Column);

    public FormulaPart Name(NameNode node) => name(node);

    public FormulaPart Unary(UnaryNode node) => FormulaPart.Of(new(Operation.Negate, node.Column), node.Operand.Accept(this));

    public FormulaPart Binary(BinaryNode node)
    {
        var (left, right) = (node.Left.Accept(this), node.Right.Accept(this));
        return node.Operator switch
        {
            '+' => FormulaPart.Of(new(Operation.Add, node.Column), left, right),
            '-' => FormulaPart.Of(new(Operation.Subtract, node.Column), left, right),
            '*' => FormulaPart.Of(new(Operation.Multiply, node.Column), left, right),
            '/' when right.Number is 0 => throw new ExpressionException(node.Column, "found a division by 0; the divisor must be another number"),
            '/' => FormulaPart.Of(new(Operation.Divide, node.Column), left, right),
            _ => Power(left, right, node.Column),
        };
    }

    public FormulaPart Call(CallNode node)
    {
        if (node.Function == Mean)
        {
            return mean(RequireOne(node));
        }

        if (node.Function == Entropy)
        {
            return EntropyOf(node);
        }

        if (OfMany.TryGetValue(node.Function, out var ofMany))
        {
            return node.Arguments.Select(argument => argument.Accept(this)).Aggregate((a, b) => FormulaPart.Of(new(ofMany, node.Column), a, b));
        }

        return OfOne.TryGetValue(node.Function, out var ofOne)
            ? FormulaPart.Of(new(ofOne, node.Column), RequireOne(node).Arguments[0].Accept(this))
            : throw new ExpressionException(node.Column, $"unknown function '{node.Function}'; {NameSuggestion.For(node.Function, Functions)}");
    }

    private static FormulaPart Power(FormulaPart left, FormulaPart right, int column) => right.Number switch
    {
        null => FormulaPart.Of(new(Operation.AnyPower, column), left, right),
        { } whole when whole == Math.Floor(whole) && Math.Abs(whole) <= int.MaxValue => FormulaPart.Of(new(Operation.WholePower, column, Index: (int)whole), left),
        0.5 => FormulaPart.Of(new(Operation.Sqrt, column), left),
        { } number => FormulaPart.Of(new(Operation.Power, column, Number: number), left),
    };

    /// <summary>−Σ p log p, summed from 0 as a model's own entropy is.</summary>
    private FormulaPart EntropyOf(CallNode node) => node.Arguments.Aggregate(
        FormulaPart.Constant(0, node.Column),
        (sum, argument) => FormulaPart.Of(new(Operation.Subtract, node.Column), sum, FormulaPart.Of(new(Operation.XLogX, argument.Column), argument.Accept(this))));

    private static CallNode RequireOne(CallNode node) => node.Arguments.Length == 1
        ? node
        : throw new ExpressionException(node.Column, $"found {node.Arguments.Length} arguments of {node.Function}; it takes one");
}
