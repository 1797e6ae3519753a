using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh schema</c>.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    /// <param name="print">Prints the schema for the plugins of a folder; for any plugins where it is given none.</param>
    public static Command Create(Func<string?, ExitCode> print)
    {
        var plugins = CommonOptions.Plugins();
        var generic = new Option<bool>("--generic") { Description = "describe no plugins: models may be called anything" };
        var command = new ExampleCommand(
            "schema",
            "Prints the JSON schema of sweep files, for editors. With it they complete and check; it describes the models of the plugins in the plugins folder.",
            "diffmh schema",
            "diffmh schema --plugins plugins-of-mine",
            "diffmh schema --generic")
        {
            plugins, generic,
        };
        new VerbosityOptions().AddTo(command);
        command.SetAction(parse => (int)print(parse.GetValue(generic) ? null : parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins));
        return command;
    }
}
