namespace DiffMH.Engine.Expressions;

/// <summary>Reads the text of an expression.</summary>
internal static class ExpressionParser
{
    /// <summary>The longest text: what nests in it stays far from the end of a thread's stack.</summary>
    public const int MostLetters = 1000;

    /// <summary>The syntax tree of a text.</summary>
    /// <exception cref="ExpressionException">The text is no expression.</exception>
    public static ExpressionNode Parse(string text)
    {
        if (text.Length > MostLetters)
        {
            throw new ExpressionException(MostLetters + 1, $"found {text.Length} letters; an expression has at most {MostLetters}");
        }

        if (ExpressionGrammar.Whole.TryParse(text, out var node, out var error))
        {
            return node.All.OfType<NumberNode>().FirstOrDefault(number => !double.IsFinite(number.Value)) is { } beyond
                ? throw new ExpressionException(beyond.Column, "found a number that is too large; it must be less than 1.8e308")
                : node;
        }

        // The grammar stops before white space; what is wrong stands behind it.
        var place = error?.Position.Offset ?? 0;
        place += text[place..].TakeWhile(char.IsWhiteSpace).Count();
        throw new ExpressionException(place + 1, $"found {(place < text.Length ? $"'{text[place]}'" : "the end")}; {error?.Message ?? ExpressionGrammar.Operand}");
    }
}
