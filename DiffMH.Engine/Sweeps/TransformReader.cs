using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads <c>optimizer.transform</c>: for parameters of <c>wrt</c> the coordinate in which the optimiser moves them.</summary>
internal sealed class TransformReader(MappingReader optimizer, ICollection<SweepProblem> problems)
{
    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new(
        "transform",
        "For parameters in estimator.wrt the coordinate in which the optimiser moves them, as in { T: log, w: logit }. log: by factors, for what is above 0. logit: between two bounds, neither of which is reached. Results are of the parameters themselves.",
        () => SchemaOf.MappingOf(ThetaLayout.SelectorPattern, SchemaOf.Words(Words<ParameterTransform>.All)));

    /// <summary>The JSON schema of an optimizer section in which a parameter needs no bound, as its coordinate keeps it from there.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="coordinates">Those that do.</param>
    public static JsonObject Keeps(string name, IEnumerable<ParameterTransform> coordinates) =>
        SchemaOf.Has(Key.Name, SchemaOf.Has(name, SchemaOf.Words(coordinates.Select(Word.Of))));

    /// <summary>One for each parameter of <c>wrt</c>; default where all are moved as they are.</summary>
    public ImmutableArray<ParameterTransform> Read(ThetaLayout? theta, ImmutableArray<string> wrt)
    {
        var mapping = optimizer.Mapping(Key) ?? [];
        if (theta is null || wrt.IsEmpty)
        {
            return default;
        }

        var transforms = new ParameterTransform?[wrt.Length];
        var section = new MappingReader(mapping, optimizer.PathOf(Key.Name), problems);
        foreach (var (name, _) in mapping)
        {
            var selected = theta.Select(name).Select(index => wrt.IndexOf(theta.Names[index])).Where(index => index >= 0).ToList();
            if (selected.Count == 0)
            {
                section.Note(name, $"found '{name}'; it must be a parameter in estimator.wrt: {NameSuggestion.For(name, wrt)}", ProblemPart.Key);
            }

            var transform = section.Choice(new ChoiceKey<ParameterTransform>(name, "", ParameterTransform.None));
            foreach (var index in selected)
            {
                if (transforms[index] is not null)
                {
                    section.Note(name, $"found a second transform for {wrt[index]}; each parameter has one", ProblemPart.Key);
                }

                transforms[index] = transform;
            }
        }

        return transforms.All(transform => transform is null or ParameterTransform.None) ? default : [.. transforms.Select(transform => transform ?? ParameterTransform.None)];
    }

    /// <summary>The key's value in the resolved document; null where all parameters are moved as they are.</summary>
    public static JsonObject? Write(OptimizerSettings optimizer, ImmutableArray<string> wrt) => optimizer.Transforms.IsDefaultOrEmpty
        ? null
        : new(wrt.Select((name, i) => (name, Transform: optimizer.Transforms[i]))
            .Where(entry => entry.Transform != ParameterTransform.None)
            .Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.name, Word.Of(entry.Transform))));
}
