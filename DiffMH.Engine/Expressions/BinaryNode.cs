namespace DiffMH.Engine.Expressions;

/// <summary>Two operands with an operator between them.</summary>
/// <param name="Operator">One of <c>+ - * / ^</c>.</param>
/// <param name="Left">The operand before it.</param>
/// <param name="Right">The operand after it.</param>
/// <param name="Column">Where the operator stands, from 1.</param>
internal sealed record BinaryNode(char Operator, ExpressionNode Left, ExpressionNode Right, int Column) : ExpressionNode(Column)
{
    public override IReadOnlyList<ExpressionNode> Children => [Left, Right];

    public override T Accept<T>(IExpressionVisitor<T> visitor) => visitor.Binary(this);
}
