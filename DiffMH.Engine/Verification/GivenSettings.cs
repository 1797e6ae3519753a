using System.Text.Json.Nodes;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>Settings of models that are given; each is for the models that have it, and all others are chosen within the ranges the plugin declares.</summary>
/// <param name="Values">The values by name.</param>
/// <param name="Data">Where data files are that they name.</param>
public sealed record GivenSettings(JsonObject Values, IDataSource Data)
{
    /// <summary>None.</summary>
    public static GivenSettings None => new([], KnownData.None);

    /// <summary>Those that a model has.</summary>
    internal GivenSettings Of(SettingsSchema schema)
    {
        var own = Values.Where(value => schema.Settings.Any(setting => setting.Name == value.Key));
        return this with { Values = new(own.Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone()))) };
    }
}
