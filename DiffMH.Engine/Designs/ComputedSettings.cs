using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Designs;

/// <summary>Computes the settings of a point that are given by expressions, each from the others as they end up.</summary>
/// <param name="point">The point.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ComputedSettings(PointDraft point, ICollection<SweepProblem> problems)
{
    private readonly Dictionary<string, Assignment> computed = point.Computed.ToDictionary(assignment => assignment.Path, StringComparer.Ordinal);
    private readonly Dictionary<string, double?> values = new(StringComparer.Ordinal);
    private readonly Stack<string> underWay = new();

    /// <summary>Computes them all and puts them into the point.</summary>
    public void Put()
    {
        // A default may follow from a computed setting, as tail_average does from iterations: what has used one is computed again.
        for (var round = 0; round <= computed.Count; round++)
        {
            point.UsesDefaults = false;
            if (!PutOnce() || !point.UsesDefaults)
            {
                return;
            }
        }

        foreach (var assignment in computed.Values)
        {
            Note(assignment, new(1, "found it computed from a default that depends on it; that setting must be given a value"));
        }
    }

    /// <summary>Whether a value has changed, and all could be computed.</summary>
    private bool PutOnce()
    {
        values.Clear();
        var (hasChanged, isWhole) = (false, true);
        foreach (var (path, assignment) in computed)
        {
            if (Value(assignment) is not { } value)
            {
                isWhole = false;
                continue;
            }

            var node = JsonNumbers.Node(value);
            if (!DocumentPath.TryGet(point.Document, path, out var before) || !SettingValue.Is(node, before))
            {
                hasChanged = true;
                point.Put(path, node, problems);
            }
        }

        return hasChanged && isWhole;
    }

    /// <summary>The value; null where it could not be computed, which has been noted.</summary>
    private double? Value(Assignment assignment)
    {
        if (values.TryGetValue(assignment.Path, out var known))
        {
            return known;
        }

        underWay.Push(assignment.Path);
        try
        {
            values[assignment.Path] = Compute(assignment.Expression!);
        }
        catch (ExpressionException wrong)
        {
            values[assignment.Path] = null;
            Note(assignment, wrong);
        }

        underWay.Pop();
        return values[assignment.Path];
    }

    /// <summary>The value; null where it is computed from another that could not be, which is said there.</summary>
    private double? Compute(ExpressionNode expression)
    {
        foreach (var name in expression.All.OfType<NameNode>().Where(name => computed.ContainsKey(name.Name)))
        {
            if (underWay.Contains(name.Name))
            {
                var circle = underWay.TakeWhile(path => path != name.Name).Append(name.Name).Reverse().Append(name.Name);
                throw new ExpressionException(name.Column, $"found '{name.Name}', which is computed from itself: {string.Join(" from ", circle)}");
            }

            if (Value(computed[name.Name]) is null)
            {
                return null;
            }
        }

        var number = expression.Accept(new SettingEvaluation(Setting));
        return double.IsFinite(number) ? number : throw new ExpressionException(expression.Column, $"found {Found.Number(number)}; it must come to a finite number");
    }

    private double Setting(NameNode name)
    {
        if (values.TryGetValue(name.Name, out var computed))
        {
            return computed!.Value;
        }

        if (!point.TryGet(name.Name, out var node))
        {
            throw new ExpressionException(name.Column, $"unknown name '{name.Name}'; {point.Suggest(name.Name)}");
        }

        return JsonNumbers.TryGetDouble(node, out var number)
            ? number
            : throw new ExpressionException(name.Column, $"found '{name.Name}', which is {Found.Text(node)}; it must be a number");
    }

    private void Note(Assignment assignment, ExpressionException wrong)
    {
        var where = point.ToString() is { Length: > 0 } settings ? $" (at the point with {settings})" : "";
        problems.Add(wrong.At(DocumentPath.Join(assignment.Place, Assignment.Computed.Name), where));
    }
}
