using DiffMH.Client.Formatting;
using DiffMH.Client.Inputs;
using DiffMH.Engine.Models;
using DiffMH.Engine.Schemas;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>schema</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class PrintSchema(Terminal terminal)
{
    /// <summary>Prints the schema for the plugins of a folder; for any plugins where there is none.</summary>
    public ExitCode Run(string? folder)
    {
        var catalogue = folder is null ? ModelCatalogue.Empty : SweepInput.LoadPlugins(folder).Catalogue;
        terminal.Output.Write(CompactJson.Write(SweepSchema.Of(catalogue)));
        return ExitCode.Done;
    }
}
