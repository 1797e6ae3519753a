using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>model</c>, read as far as it is right.</summary>
/// <param name="Request">The plugin as the file asks for it, with its version range.</param>
/// <param name="Plugin">The plugin found.</param>
/// <param name="Definition">The model.</param>
/// <param name="Parameters">Its settings as the file has them.</param>
/// <param name="Settings">Its settings; null where they are wrong.</param>
/// <param name="Instance">The model with its settings applied; null where that was not possible.</param>
internal sealed record ModelChoice(string Request, PluginRegistration Plugin, ModelDefinition Definition, JsonObject Parameters, SettingsBinding? Settings, ModelInstance? Instance);
