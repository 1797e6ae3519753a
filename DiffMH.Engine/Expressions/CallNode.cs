using System.Collections.Immutable;

namespace DiffMH.Engine.Expressions;

/// <summary>A function of arguments, as in <c>max(1, x)</c>. Which functions there are is for the reader of the tree to say.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Arguments">Its arguments, at least one.</param>
/// <param name="Column">Where the name stands, from 1.</param>
internal sealed record CallNode(string Function, ImmutableArray<ExpressionNode> Arguments, int Column) : ExpressionNode(Column)
{
    public override IReadOnlyList<ExpressionNode> Children => Arguments;

    public override T Accept<T>(IExpressionVisitor<T> visitor) => visitor.Call(this);
}
