using System.Collections.Immutable;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Settings;

/// <summary>θ: the parameters of a model in declaration order, lists laid out element by element, then those of its proposal.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="ofModel">How many of them, the first, are the model's.</param>
public sealed class ThetaLayout(ImmutableArray<ThetaParameter> parameters, int ofModel)
{
    private const string Proposal = "proposal";

    /// <summary>What a name that selects parameters looks like, as a regular expression.</summary>
    internal const string SelectorPattern = $@"({Proposal}\.)?{SettingName.Pattern}(\[[0-9]+\])?";

    /// <summary>The parameters.</summary>
    public ImmutableArray<ThetaParameter> Parameters { get; } = parameters;

    /// <summary>How many numbers θ has.</summary>
    public int Count => Parameters.Length;

    /// <summary>How many of them, the first, are the model's; the others are the proposal's.</summary>
    public int OfModel { get; } = ofModel;

    /// <summary>Their names: <c>T</c>, <c>means[0]</c>, ….</summary>
    public ImmutableArray<string> Names { get; } = [.. parameters.Select(parameter => parameter.Name)];

    /// <summary>The values given in the sweep file.</summary>
    public Vector Initial { get; } = Vector.Wrap([.. parameters.Select(parameter => parameter.Initial)]);

    /// <summary>The least values the model allows; see <see cref="ThetaParameter.AboveLower"/>.</summary>
    public Vector Lower { get; } = Vector.Wrap([.. parameters.Select(parameter => parameter.Lower)]);

    /// <summary>The largest values the model allows; see <see cref="ThetaParameter.BelowUpper"/>.</summary>
    public Vector Upper { get; } = Vector.Wrap([.. parameters.Select(parameter => parameter.Upper)]);

    /// <summary>
    /// The names that select parameters: each parameter's own, and each list's for all of its elements. Found one after the other where somebody
    /// asks, since of a million parameters they would take as much room as all else here.
    /// </summary>
    public IEnumerable<string> Selectors => Parameters.SelectMany(parameter => new[] { parameter.Setting, parameter.Name }).Distinct(StringComparer.Ordinal);

    /// <summary>The positions a name selects: <c>means</c> the whole list, <c>means[1]</c> one; none where there is no such parameter.</summary>
    public ImmutableArray<int> Select(string name) =>
        [.. Enumerable.Range(0, Count).Where(index => Parameters[index].Name == name || Parameters[index].Setting == name)];

    /// <summary>θ of a model together with its proposal, whose parameters are called <c>proposal.NAME</c>.</summary>
    /// <param name="proposal">The proposal's own parameters.</param>
    public ThetaLayout With(ThetaLayout proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        if (proposal.Count == 0 && OfModel == Count)
        {
            return this;
        }

        var added = proposal.Parameters.Select(parameter => parameter with
        {
            Name = DocumentPath.Join(Proposal, parameter.Name),
            Setting = DocumentPath.Join(Proposal, parameter.Setting),
        });
        return new([.. Parameters, .. added], Count);
    }

    /// <summary>The position of the parameter with exactly this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public int IndexOf(string name)
    {
        var index = Names.IndexOf(name, 0, StringComparer.Ordinal);
        return index >= 0 ? index : throw new KeyNotFoundException($"No parameter '{name}'; there are {string.Join(", ", Names)}.");
    }
}
