using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Designs;

/// <summary>What expressions of settings know by name, besides the settings.</summary>
internal static class SettingFunctions
{
    /// <summary>The constants.</summary>
    public static IReadOnlyDictionary<string, double> Constants { get; } = new Dictionary<string, double>(StringComparer.Ordinal) { ["pi"] = Math.PI };

    private static readonly Dictionary<string, Func<double, double>> OfOne = new(StringComparer.Ordinal)
    {
        ["sqrt"] = Math.Sqrt,
        ["log"] = Math.Log,
        ["exp"] = Math.Exp,
        ["abs"] = Math.Abs,
        ["round"] = x => Math.Round(x, MidpointRounding.AwayFromZero),
        ["floor"] = Math.Floor,
        ["ceil"] = Math.Ceiling,
    };

    private static readonly Dictionary<string, Func<double, double, double>> OfMany = new(StringComparer.Ordinal)
    {
        ["min"] = Math.Min,
        ["max"] = Math.Max,
    };

    /// <summary>The value of a function that <see cref="Check"/> has found to be known.</summary>
    public static double Call(string function, ImmutableArray<double> arguments) =>
        OfOne.TryGetValue(function, out var ofOne) ? ofOne(arguments[0]) : arguments.Aggregate(OfMany[function]);

    /// <summary>Checks what can be said of an expression without a point.</summary>
    /// <exception cref="ExpressionException">It has an unknown function, the wrong number of arguments, or a name that no point can have.</exception>
    public static void Check(ExpressionNode expression)
    {
        foreach (var node in expression.All)
        {
            switch (node)
            {
                case CallNode call when !OfOne.ContainsKey(call.Function) && !OfMany.ContainsKey(call.Function):
                    throw new ExpressionException(call.Column, $"unknown function '{call.Function}'; {NameSuggestion.For(call.Function, [.. OfOne.Keys, .. OfMany.Keys])}");
                case CallNode call when OfOne.ContainsKey(call.Function) && call.Arguments.Length != 1:
                    throw new ExpressionException(call.Column, $"found {call.Arguments.Length} arguments of {call.Function}; it takes one");
                case NameNode name when !Constants.ContainsKey(name.Name) && !DesignReader.Sections.Contains(name.Name.Split('.')[0], StringComparer.Ordinal):
                    throw new ExpressionException(name.Column, $"unknown name '{name.Name}'; it must be {string.Join(", ", Constants.Keys)} or the dotted path of a setting under {string.Join(", ", DesignReader.Sections)}");
            }
        }
    }
}
