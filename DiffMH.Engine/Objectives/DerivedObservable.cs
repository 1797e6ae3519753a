namespace DiffMH.Engine.Objectives;

/// <summary>An observable that an objective's expression asks for by <c>mean(NAME)</c>, computed from those of the model.</summary>
/// <param name="Name">Its expression, as <see cref="Expressions.ExpressionText"/> writes it.</param>
/// <param name="Formula">It as a function of the model's observables and of the model's θ.</param>
/// <param name="JumpsAt">The column of an operation that may jump as the state changes; null where there is none.</param>
internal sealed record DerivedObservable(string Name, Formula Formula, int? JumpsAt);
