namespace DiffMH.Engine.Expressions;

/// <summary>Computes an expression in numbers of its own kind.</summary>
/// <typeparam name="T">What a node comes to: a double, a scalar that carries derivatives, a text.</typeparam>
internal interface IExpressionVisitor<out T>
{
    /// <summary>A number of the text.</summary>
    T Number(NumberNode node);

    /// <summary>What a name stands for.</summary>
    T Name(NameNode node);

    /// <summary>A function of its arguments.</summary>
    T Call(CallNode node);

    /// <summary>Minus the operand.</summary>
    T Unary(UnaryNode node);

    /// <summary>Two operands combined.</summary>
    T Binary(BinaryNode node);
}
