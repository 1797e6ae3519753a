using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Client.PluginPages;

/// <summary>By which names <c>estimator.wrt</c> takes the settings of a model and of its proposals.</summary>
/// <remarks>Of a proposal the reader of sweep files itself is asked, with a sweep at <see cref="ExampleSettings"/>: what it refuses, no page promises.</remarks>
/// <param name="catalogue">The plugins.</param>
/// <param name="plugin">The model's plugin.</param>
/// <param name="model">The model.</param>
internal sealed class WrtNames(ModelCatalogue catalogue, PluginRegistration plugin, ModelDefinition model)
{
    private readonly ModelCatalogue known = catalogue.With(ExampleSettings.Data);

    /// <summary>The name of a setting of the model; null where no derivative is taken for it.</summary>
    public static string? Of(SettingDefinition setting) => setting.IsParameter ? setting.Name : null;

    /// <summary>The name of a setting of a proposal; null where no derivative is taken for it.</summary>
    public string? Of(ProposalDefinition proposal, SettingDefinition setting)
    {
        var name = $"proposal.{setting.Name}";
        return setting.IsParameter && Sweeps(proposal, name).Any(sweep => SweepFreezer.Freeze(sweep, known).Sweep is not null) ? name : null;
    }

    private IEnumerable<JsonObject> Sweeps(ProposalDefinition proposal, string wrt) =>
        from parameters in ExampleSettings.Of(model.Settings)
        from suggests in ExampleSettings.Of(proposal.Settings)
        select Sweep(parameters, proposal.Name, suggests, wrt);

    private JsonObject Sweep(JsonObject parameters, string proposal, JsonObject suggests, string wrt)
    {
        suggests["name"] = proposal;
        return new()
        {
            ["apiVersion"] = "diffmh/v1",
            ["kind"] = "Sweep",
            ["name"] = "example",
            ["seed"] = 1,
            ["mode"] = "gradient",
            ["model"] = new JsonObject
            {
                ["plugin"] = $"{plugin.Reference.Id}@[{plugin.Reference.Version}]",
                ["name"] = model.Name,
                ["parameters"] = parameters.DeepClone(),
            },
            ["proposal"] = suggests,
            ["estimator"] = new JsonObject { ["wrt"] = new JsonArray(wrt) },
            ["objective"] = new JsonObject { ["evaluate"] = ExampleSettings.Observables(model).FirstOrDefault()?.Name },
        };
    }
}
