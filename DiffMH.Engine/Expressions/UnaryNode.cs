namespace DiffMH.Engine.Expressions;

/// <summary>A minus sign before an operand.</summary>
/// <param name="Operand">What is negated.</param>
/// <param name="Column">Where the sign stands, from 1.</param>
internal sealed record UnaryNode(ExpressionNode Operand, int Column) : ExpressionNode(Column)
{
    public override IReadOnlyList<ExpressionNode> Children => [Operand];

    public override T Accept<T>(IExpressionVisitor<T> visitor) => visitor.Unary(this);
}
