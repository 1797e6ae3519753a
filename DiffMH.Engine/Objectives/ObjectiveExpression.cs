using System.Collections.Immutable;
using DiffMH.Engine.Expressions;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Objectives;

/// <summary>
/// The expression of an objective, understood at one point: φ as a function of moments and parameters, and the observables that these are
/// moments of where the model has none of that name.
/// </summary>
/// <param name="Objective">φ.</param>
/// <param name="Added">The observables it adds to the model's.</param>
internal sealed record ObjectiveExpression(ExpressionObjective Objective, ImmutableArray<DerivedObservable> Added)
{
    /// <summary>Understands a text.</summary>
    /// <exception cref="ExpressionException">It is no expression, or names what is not there.</exception>
    public static ObjectiveExpression Of(string text, ObjectiveNames names)
    {
        var tree = ExpressionParser.Parse(text);
        var added = new List<DerivedObservable>();
        var ofState = new FormulaCompiler(names.OfState, nested => throw new ExpressionException(nested.Column, "found mean( ) inside mean( ); means are taken once, of observables"));
        var whole = tree.Accept(new FormulaCompiler(names.OfObjective, mean => MomentOf(mean, names, ofState, added)));
        return whole.HasInput
            ? new(new ExpressionObjective(new Formula(whole.Code)), [.. added])
            : throw new ExpressionException(tree.Column, "found no mean( ) in the expression; an objective is made of moments, as in mean(energy)");
    }

    /// <summary>The model with the observables added.</summary>
    public ModelInstance Extend(ModelInstance model)
    {
        if (Added.IsEmpty)
        {
            return model;
        }

        var derived = new DerivedObservables(model.ObservableNames.Length, Added);
        return model with
        {
            ObservableNames = [.. model.ObservableNames, .. Added.Select(observable => new Observable(observable.Name))],
            Observables = model.Observables switch
            {
                ILabelObservables => Wrap(typeof(DerivedLabelObservables<>), model.Observables, derived),
                ISiteObservables => Wrap(typeof(DerivedSiteObservables<>), model.Observables, derived),
                _ => Wrap(typeof(DerivedTransitionObservables<>), model.Observables, derived),
            },
        };
    }

    /// <summary>The moment of an observable of the model where it has one of that name, else of one that is added.</summary>
    private static FormulaPart MomentOf(CallNode mean, ObjectiveNames names, FormulaCompiler ofState, List<DerivedObservable> added)
    {
        var (inside, text) = (mean.Arguments[0], ExpressionText.Of(mean.Arguments[0]));
        if (names.Find(text) is >= 0 and var own)
        {
            return FormulaPart.Input(own, mean.Column);
        }

        var index = added.FindIndex(observable => observable.Name == text);
        if (index < 0)
        {
            var part = inside.Accept(ofState);
            index = added.Count;
            added.Add(part.HasInput
                ? new(text, new Formula(part.Code), part.JumpsAt)
                : throw new ExpressionException(inside.Column, $"found no observable in mean({text}); what is the same for all states needs no mean"));
        }

        return FormulaPart.Input(names.Observables + index, mean.Column);
    }

    /// <summary>Kernels are compiled for the struct types of a model, so the wrapper is closed over them.</summary>
    private static object Wrap(Type wrapper, object observables, DerivedObservables derived) =>
        Activator.CreateInstance(wrapper.MakeGenericType(observables.GetType()), observables, derived)!;
}
