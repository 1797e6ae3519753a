using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Expressions;

/// <summary>Writes a tree back: without spaces, with the parentheses it needs, so that two texts of one tree become one.</summary>
internal sealed class ExpressionText : IExpressionVisitor<string>
{
    private const int Sum = 1;
    private const int Product = 2;
    private const int Sign = 3;
    private const int Power = 4;
    private const int Operand = 5;

    private static readonly ExpressionText Writer = new();

    /// <summary>The text.</summary>
    public static string Of(ExpressionNode node) => node.Accept(Writer);

    public string Number(NumberNode node) => EcmaScriptNumber.Format(node.Value);

    public string Name(NameNode node) => node.Name;

    public string Call(CallNode node) => $"{node.Function}({string.Join(',', node.Arguments.Select(Of))})";

    public string Unary(UnaryNode node) => $"-{Bound(node.Operand, Sign)}";

    public string Binary(BinaryNode node)
    {
        // Chains of one level are read from the left, powers from the right, whose exponent may begin with a sign.
        var level = LevelOf(node);
        var (left, right) = level == Power ? (Operand, Sign) : (level, level + 1);
        return $"{Bound(node.Left, left)}{node.Operator}{Bound(node.Right, right)}";
    }

    private string Bound(ExpressionNode node, int least) => LevelOf(node) >= least ? node.Accept(this) : $"({node.Accept(this)})";

    private static int LevelOf(ExpressionNode node) => node switch
    {
        BinaryNode { Operator: '+' or '-' } => Sum,
        BinaryNode { Operator: '*' or '/' } => Product,
        BinaryNode => Power,
        UnaryNode => Sign,
        _ => Operand,
    };
}
