namespace DiffMH.Engine.Expressions;

/// <summary>A name, as in <c>T</c>, <c>abs_magnetization</c>, <c>means[1]</c> or <c>model.parameters.L</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Column">Where it stands, from 1.</param>
internal sealed record NameNode(string Name, int Column) : ExpressionNode(Column)
{
    public override T Accept<T>(IExpressionVisitor<T> visitor) => visitor.Name(this);
}
