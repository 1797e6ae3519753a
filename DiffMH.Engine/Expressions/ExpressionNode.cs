namespace DiffMH.Engine.Expressions;

/// <summary>A node of an expression's syntax tree. It knows nothing of values: in which numbers it is computed is for a visitor to say.</summary>
/// <param name="Column">Where it stands in the expression, from 1; an operator's own place, not its left operand's.</param>
internal abstract record ExpressionNode(int Column)
{
    /// <summary>The operands or arguments, from left to right.</summary>
    public virtual IReadOnlyList<ExpressionNode> Children => [];

    /// <summary>This node and everything below it.</summary>
    public IEnumerable<ExpressionNode> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <summary>Lets a visitor compute the node.</summary>
    public abstract T Accept<T>(IExpressionVisitor<T> visitor);
}
