using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Objectives;

/// <summary>What an objective's expression can name at one point.</summary>
/// <param name="observables">The model's observables.</param>
/// <param name="theta">The parameters of the model and of its proposal.</param>
/// <param name="settings">All settings of the model; of those outside θ the numbers can be named.</param>
internal sealed class ObjectiveNames(ImmutableArray<Observable> observables, ThetaLayout theta, JsonObject settings)
{
    private static readonly ImmutableDictionary<string, double> Constants = ImmutableDictionary<string, double>.Empty.Add("pi", Math.PI);

    /// <summary>How many observables the model has.</summary>
    public int Observables => observables.Length;

    /// <summary>The position of the observable with exactly this name; −1 where there is none.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < observables.Length; i++)
        {
            if (observables[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What a name stands for inside <c>mean( )</c>: an observable before all, else what it is outside.</summary>
    /// <exception cref="ExpressionException">It cannot stand there.</exception>
    public FormulaPart OfState(NameNode node)
    {
        if (Find(node.Name) is >= 0 and var observable)
        {
            return FormulaPart.Input(observable, node.Column);
        }

        return theta.Select(node.Name).Any(position => position >= theta.OfModel)
            ? throw new ExpressionException(node.Column, $"found '{node.Name}' inside mean( ); a parameter of the proposal must stand outside, where the mean is taken already")
            : Fixed(node) ?? throw Unknown(node, [.. observables.Select(other => other.Name), .. Numbers]);
    }

    /// <summary>What a name stands for outside <c>mean( )</c>: a parameter, a number of the settings or a constant.</summary>
    /// <exception cref="ExpressionException">It cannot stand there.</exception>
    public FormulaPart OfObjective(NameNode node) => Fixed(node) ?? throw (Find(node.Name) >= 0
        ? new ExpressionException(node.Column, $"found the observable '{node.Name}' outside mean( ); an objective is made of moments, as in mean({node.Name})")
        : Unknown(node, [.. Numbers, .. observables.Select(other => $"mean({other.Name})")]));

    /// <summary>The names of numbers that are the same for all states.</summary>
    private IEnumerable<string> Numbers =>
        [
            .. theta.Selectors,
            .. settings.Where(setting => theta.Select(setting.Key).IsEmpty && JsonNumbers.TryGetDouble(setting.Value, out _)).Select(setting => setting.Key),
            .. Constants.Keys,
        ];

    private FormulaPart? Fixed(NameNode node)
    {
        var positions = theta.Select(node.Name);
        if (positions.Length == 1)
        {
            return FormulaPart.Parameter(positions[0], node.Column);
        }

        if (!positions.IsEmpty)
        {
            throw List(node, positions.Length);
        }

        if (!DocumentPath.TryGet(settings, node.Name, out var value))
        {
            return Constants.TryGetValue(node.Name, out var constant) ? FormulaPart.Constant(constant, node.Column) : null;
        }

        return JsonNumbers.TryGetDouble(value, out var number) ? FormulaPart.Constant(number, node.Column)
            : value is JsonArray list ? throw List(node, list.Count)
            : throw new ExpressionException(node.Column, $"found '{node.Name}', which is {Found.Text(value)}; it must be a number");
    }

    private static ExpressionException List(NameNode node, int count) =>
        new(node.Column, string.Create(CultureInfo.InvariantCulture, $"found '{node.Name}', a list of {count} numbers; it must be one of them, as in {node.Name}[0]"));

    private static ExpressionException Unknown(NameNode node, IReadOnlyCollection<string> known) =>
        new(node.Column, $"unknown name '{node.Name}'; {NameSuggestion.For(node.Name, known)}");
}
