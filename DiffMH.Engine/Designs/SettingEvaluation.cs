using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Designs;

/// <summary>Computes an expression of a point's settings.</summary>
/// <param name="setting">The number of a setting.</param>
internal sealed class SettingEvaluation(Func<NameNode, double> setting) : IExpressionVisitor<double>
{
    public double Number(NumberNode node) => node.Value;

    public double Name(NameNode node) => SettingFunctions.Constants.TryGetValue(node.Name, out var constant) ? constant : setting(node);

    public double Call(CallNode node) => SettingFunctions.Call(node.Function, [.. node.Arguments.Select(argument => argument.Accept(this))]);

    public double Unary(UnaryNode node) => -node.Operand.Accept(this);

    public double Binary(BinaryNode node)
    {
        var (left, right) = (node.Left.Accept(this), node.Right.Accept(this));
        return node.Operator switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => left / right,
            _ => Math.Pow(left, right),
        };
    }
}
