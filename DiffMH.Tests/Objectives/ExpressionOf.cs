using System.Text.Json.Nodes;
using DiffMH.Engine.Objectives;
using DiffMH.Engine.Settings;

namespace DiffMH.Tests.Objectives;

/// <summary>Expressions at a point with the observables a, b and c^2, θ = (T, means[0], means[1], proposal.scale), and the settings L = 12 and order.</summary>
internal static class ExpressionOf
{
    /// <summary>θ.</summary>
    public static readonly double[] Theta = [1.7, 0.6, 2.3, 0.8];

    private static readonly ThetaLayout Layout = new ThetaLayout([Parameter("T", "T"), Parameter("means[0]", "means"), Parameter("means[1]", "means")], 3)
        .With(new([Parameter("scale", "scale")], 1));

    /// <summary>An expression, understood.</summary>
    public static ObjectiveExpression Text(string text) => ObjectiveExpression.Of(
        text, new([new("a"), new("b"), new("c^2")], Layout, new JsonObject { ["L"] = 12, ["T"] = 1.7, ["order"] = "random", ["start"] = new JsonArray(3, 4) }));

    /// <summary>φ in any scalar.</summary>
    public static T Value<T>(this ObjectiveExpression expression, T[] moments, T[] theta)
        where T : struct, IScalar<T> => expression.Objective.Value<T>(moments, theta);

    /// <summary>φ.</summary>
    public static double Value(this ObjectiveExpression expression, params double[] moments) =>
        expression.Value([.. moments.Select(Real.Constant)], [.. Theta.Select(Real.Constant)]).Value;

    private static ThetaParameter Parameter(string name, string setting) => new(name, setting, 1, double.NegativeInfinity, double.PositiveInfinity, false, false, $"model.parameters.{name}");
}
