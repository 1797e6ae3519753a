using Parlot;
using Parlot.Fluent;
using static Parlot.Fluent.Parsers;

namespace DiffMH.Engine.Expressions;

/// <summary>The grammar of expressions.</summary>
/// <remarks>
/// <code>
/// sum     = product { (+ | -) product }
/// product = signed { (* | /) signed }
/// signed  = - signed | power
/// power   = primary [ ^ signed ]
/// primary = number | name ( sum { , sum } ) | name | ( sum )
/// name    = word { . word | [digits] }
/// </code>
/// Hence −x^2 is −(x^2), x^−1 is allowed and a^b^c is a^(b^c). A word is letters, digits and underscores and does not begin with a digit;
/// <c>energy^2</c> is the square of <c>energy</c>.
/// </remarks>
internal static class ExpressionGrammar
{
    /// <summary>What has to stand where an operand is missing.</summary>
    public const string Operand = "there must be a number, a name, a function or '('";

    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

    /// <summary>An expression with nothing behind it.</summary>
    public static Parser<ExpressionNode> Whole { get; } = Build();

    private static Parser<ExpressionNode> Build()
    {
        var sum = Deferred<ExpressionNode>();
        var signed = Deferred<ExpressionNode>();
        var operand = sum.ElseError(Operand);
        var close = Terms.Char(')').ElseError("there must be an operator or ')'");

        var number = Token(Literals.Number<double>(NumberOptions.AllowDecimalSeparator | NumberOptions.AllowExponent), (value, column) => (ExpressionNode)new NumberNode(value, column));
        var name = Token(Name(), (text, column) => new NameNode(text.ToString(), column));
        var call = name.AndSkip(Terms.Char('(')).And(Separated(Terms.Char(','), operand)).AndSkip(close)
            .Then(parts => (ExpressionNode)new CallNode(parts.Item1.Name, [.. parts.Item2], parts.Item1.Column));
        var primary = OneOf(number, call, name.Then(node => (ExpressionNode)node), Terms.Char('(').SkipAnd(operand).AndSkip(close));

        var power = primary.And(ZeroOrOne(Operator("^").And(signed.ElseError(Operand)))).Then(parts => Fold(parts.Item1, parts.Item2));
        var minus = Operator("-").And(signed.ElseError(Operand)).Then(parts => (ExpressionNode)new UnaryNode(parts.Item2, parts.Item1.Column));
        signed.Parser = OneOf(minus, power);
        sum.Parser = Chain(Chain(signed, "*/"), "+-");
        return operand.AndSkip(SkipWhiteSpace(Eof()).ElseError("there must be an operator or the end"));
    }

    private static Parser<TextSpan> Name()
    {
        var word = Literals.Identifier(Letters, Letters + Digits);
        var member = Literals.Char('.').And(word).Then(_ => true);
        var element = Literals.Char('[').And(Literals.AnyOf(Digits)).And(Literals.Char(']')).Then(_ => true);
        return Capture(word.And(ZeroOrMany(OneOf(member, element))));
    }

    private static Parser<ExpressionNode> Chain(Parser<ExpressionNode> operand, string operators) =>
        operand.And(ZeroOrMany(Operator(operators).And(operand.ElseError(Operand)))).Then(parts => Fold(parts.Item1, parts.Item2));

    private static ExpressionNode Fold(ExpressionNode first, IEnumerable<((char Sign, int Column) Operator, ExpressionNode Operand)> others) =>
        others.Aggregate(first, (left, right) => new BinaryNode(right.Operator.Sign, left, right.Operand, right.Operator.Column));

    private static Parser<(char Sign, int Column)> Operator(string signs) => Token(Literals.AnyOf(signs, 1, 1), (text, column) => (text.Span[0], column));

    /// <summary>What stands behind white space, with its column.</summary>
    private static Parser<T> Token<TText, T>(Parser<TText> text, Func<TText, int, T> make) => SkipWhiteSpace(text.Then((_, start, _, value) => make(value, start + 1)));
}
