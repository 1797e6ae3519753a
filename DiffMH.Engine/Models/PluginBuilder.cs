using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>Collects what a plugin brings.</summary>
internal sealed class PluginBuilder : IPluginBuilder
{
    private readonly List<(string Name, ModelDraft Draft)> models = [];
    private readonly List<CouplingDefinition> couplings = [];

    public ImmutableArray<ModelDefinition> Models => [.. models.Select(model => model.Draft.Complete())];

    public ImmutableArray<CouplingDefinition> Couplings => [.. couplings];

    public ILabelModelBuilder<TSettings> LabelModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, ILabelTarget =>
        new LabelModelBuilder<TSettings>(Add(name, ModelDraft.Of(name, description, ModelShape.Labels, create)));

    public ISiteModelBuilder<TSettings> SiteModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, ISiteTarget =>
        new SiteModelBuilder<TSettings>(Add(name, ModelDraft.Of(name, description, ModelShape.Sites, create)));

    public ISiteModelBuilder<TSettings> FreeSiteModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, IFreeSiteTarget =>
        new SiteModelBuilder<TSettings>(Add(name, ModelDraft.Of(name, description, ModelShape.Sites, create)));

    public IVectorModelBuilder<TSettings> VectorModel<TSettings, TTarget>(string name, string description, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct, IVectorTarget =>
        new VectorModelBuilder<TSettings>(Add(name, ModelDraft.Of(name, description, ModelShape.Vectors, create)));

    public void Coupling(string name, string description, Type coupling)
    {
        if (BuiltInCouplings.All.Any(builtIn => builtIn.Name == name))
        {
            throw new RegistrationException($"coupling '{name}' has the name of a built-in coupling; give it another");
        }

        var added = CouplingDefinition.Of(name, description, coupling);
        var index = couplings.FindIndex(other => other.Name == name);
        if (index < 0)
        {
            couplings.Add(added);
        }
        else
        {
            couplings[index] = couplings[index].With(added);
        }
    }

    private ModelDraft Add(string name, ModelDraft draft)
    {
        if (models.Exists(other => other.Name == name))
        {
            throw new RegistrationException($"model '{name}' is registered twice; each needs a name of its own");
        }

        models.Add((name, draft));
        return draft;
    }
}
