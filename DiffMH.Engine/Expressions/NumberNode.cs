namespace DiffMH.Engine.Expressions;

/// <summary>A number, as in <c>2</c> or <c>1.5e-3</c>.</summary>
/// <param name="Value">The number, at least 0: a sign is an operator.</param>
/// <param name="Column">Where it stands, from 1.</param>
internal sealed record NumberNode(double Value, int Column) : ExpressionNode(Column)
{
    public override T Accept<T>(IExpressionVisitor<T> visitor) => visitor.Number(this);
}
