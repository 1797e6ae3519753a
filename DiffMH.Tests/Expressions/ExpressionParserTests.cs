using System.Globalization;
using CsCheck;
using DiffMH.Engine.Expressions;

namespace DiffMH.Tests.Expressions;

/// <summary>Texts become trees with every operator in its place.</summary>
public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData(" 1.5e-3 ", "0.0015")]
    [InlineData(".5", "0.5")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a / b * c", "((a / b) * c)")]
    [InlineData("a + b * c ^ d", "(a + (b * (c ^ d)))")]
    [InlineData("a ^ b ^ c", "(a ^ (b ^ c))")]
    [InlineData("-a ^ 2", "(-(a ^ 2))")]
    [InlineData("2 ^ -a", "(2 ^ (-a))")]
    [InlineData("a - -b", "(a - (-b))")]
    [InlineData("2 * -a + b", "((2 * (-a)) + b)")]
    [InlineData("(a + b) * c", "((a + b) * c)")]
    [InlineData("max( a,b , 1 )", "max(a, b, 1)")]
    [InlineData("energy^2", "(energy ^ 2)")]
    [InlineData("abs_magnetization + x[0] * means[12]", "(abs_magnetization + (x[0] * means[12]))")]
    [InlineData("model.parameters.L/2", "(model.parameters.L / 2)")]
    [InlineData("(mean(energy^2) - mean(energy)^2) / T^2", "((mean((energy ^ 2)) - (mean(energy) ^ 2)) / (T ^ 2))")]
    public void A_text_becomes_a_tree(string text, string tree) => Assert.Equal(tree, ExpressionParser.Parse(text).Accept(new Written()));

    [Fact]
    public void Every_node_knows_its_column()
    {
        var nodes = ExpressionParser.Parse(" -ab[1] + max(2,  c.d)").All;

        Assert.Equal([(9, "+"), (2, "-"), (3, "ab[1]"), (11, "max"), (15, "2"), (19, "c.d")], nodes.Select(node => (node.Column, Head(node))));
    }

    [Theory]
    [InlineData("", 1, "the end")]
    [InlineData("  ", 3, "the end")]
    [InlineData("1 +", 4, "the end")]
    [InlineData("1 + * 2", 5, "'*'")]
    [InlineData("1 2", 3, "'2'")]
    [InlineData("f()", 3, "')'")]
    [InlineData("f(1", 4, "the end")]
    [InlineData("f(1,)", 5, "')'")]
    [InlineData("((1)", 5, "the end")]
    [InlineData("1)", 2, "')'")]
    [InlineData("a.1", 2, "'.'")]
    [InlineData("a[b]", 2, "'['")]
    [InlineData("2x", 2, "'x'")]
    [InlineData("a = b", 3, "'='")]
    [InlineData("+1", 1, "'+'")]
    [InlineData("θ", 1, "'θ'")]
    public void What_is_no_expression_is_refused_where_it_stops_being_one(string text, int column, string found)
    {
        var wrong = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));
        Assert.Equal(column, wrong.Column);
        Assert.StartsWith($"found {found}; there must be ", wrong.Message);
    }

    [Theory]
    [InlineData("1e400", 1)]
    [InlineData("mean(energy) * 1e400", 16)]
    [InlineData("mean(energy * 2e308) + 3e308", 15)]
    public void A_number_beyond_all_is_refused_where_it_stands(string text, int column)
    {
        var wrong = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));
        Assert.Equal((column, "found a number that is too large; it must be less than 1.8e308"), (wrong.Column, wrong.Message));
    }

    [Fact]
    public void A_tree_written_out_reads_back_as_itself() => Trees.Sample(
        text => Assert.Equal(text, ExpressionParser.Parse(text).Accept(new Written())));

    [Theory]
    [InlineData("(", 0)]
    [InlineData("-", 1)]
    [InlineData("a^", 2)]
    [InlineData("f(", 1)]
    public void The_deepest_nesting_that_fits_can_be_read(string part, int nodes)
    {
        var depth = ((ExpressionParser.MostLetters / 2) - 1) / part.Length;
        var text = string.Concat(Enumerable.Repeat(part, depth)) + "1" + new string(')', part.EndsWith('(') ? depth : 0);

        Assert.Equal((nodes * depth) + 1, ExpressionParser.Parse(text).All.Count());
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused() =>
        Assert.Contains("at most 1000", Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(new string(' ', ExpressionParser.MostLetters) + "1")).Message);

    private static Gen<string> Leaves { get; } = Gen.OneOf(
        Gen.Int[0, 3].Select(name => new[] { "T", "x[0]", "chain.draws", "_a1" }[name]),
        Gen.Int[0, 99].Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Trees of a few levels, every inner node in parentheses.</summary>
    private static Gen<string> Trees { get; } = Enumerable.Range(0, 4).Aggregate(Leaves, (tree, _) => Gen.OneOf(
        Leaves,
        Gen.Select(tree, Gen.Char["+-*/^"], tree, (left, sign, right) => $"({left} {sign} {right})"),
        tree.Select(operand => $"(-{operand})"),
        Gen.Select(tree, tree, (first, second) => $"min({first}, {second})")));

    private static string Head(ExpressionNode node) => node switch
    {
        NumberNode number => number.Value.ToString(CultureInfo.InvariantCulture),
        NameNode name => name.Name,
        CallNode call => call.Function,
        BinaryNode binary => binary.Operator.ToString(),
        _ => "-",
    };

    private sealed class Written : IExpressionVisitor<string>
    {
        public string Number(NumberNode node) => Head(node);

        public string Name(NameNode node) => node.Name;

        public string Call(CallNode node) => $"{node.Function}({string.Join(", ", node.Arguments.Select(argument => argument.Accept(this)))})";

        public string Unary(UnaryNode node) => $"(-{node.Operand.Accept(this)})";

        public string Binary(BinaryNode node) => $"({node.Left.Accept(this)} {node.Operator} {node.Right.Accept(this)})";
    }
}
