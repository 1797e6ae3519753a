using System.CommandLine;
using DiffMH.Client.Settings;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh silo start</c>.</summary>
internal static class SiloCommand
{
    /// <summary>The command.</summary>
    /// <param name="start">Starts a silo with these settings, and stops it when cancelled.</param>
    public static Command Create(Func<MachineSettings, Verbosity, CancellationToken, Task<ExitCode>> start)
    {
        var config = new Option<string>("--config") { HelpName = "FILE", Description = "a file of settings, as appsettings.json in the current folder is one" };
        var accept = new Option<bool>(MachineSettings.OptionOf(SiloSettings.AcceptPlugins)) { Description = "let whoever has the token send plugins, whose code runs in the silo (default: no)" };
        var settings = Settings();
        var command = new ExampleCommand(
            "start",
            "Starts a silo, which computes submitted sweeps until Ctrl-C or SIGTERM, and goes on with unfinished ones. "
                + "Settings come from appsettings.json (section DiffMH), --config, environment variables such as DIFFMH__GATEWAYPORT, and options; the later wins.",
            "diffmh silo start",
            "diffmh silo start --store sqlite:sweeps.db --threads 2");
        foreach (var option in settings.Values.Append<Option>(accept).Append(config))
        {
            command.Add(option);
        }

        var verbosity = new VerbosityOptions().AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await start(
            MachineSettings.Read(parse.GetValue(config), settings.Select(setting => (setting.Key, parse.GetValue(setting.Value))).Append((SiloSettings.AcceptPlugins, parse.GetValue(accept) ? bool.TrueString : null)).ToDictionary()),
            verbosity.Of(parse),
            cancellation));
        var group = new ExampleCommand("silo", "Runs silos.", "diffmh silo start") { command };
        verbosity.AddTo(group);
        return group;
    }

    private static Dictionary<string, Option<string>> Settings()
    {
        var settings = new Dictionary<string, Option<string>>(StringComparer.Ordinal);
        Add(SiloSettings.Name, "NAME", "the silo's name, for people (default: that of the machine, and the port)");
        Add(MachineStore.Store, "STORE", "where silos keep their state and find each other: sqlite:PATH, or redis://HOST:PORT for several machines; those with one store are one cluster (default: state.db in the data folder)");
        Add(MachineStore.Data, "FOLDER", "the data folder, made where there is none (default: the user's own)");
        Add(SiloSettings.Plugins, "FOLDER", "the folder of built plugins, whose code runs in the silo (default: plugins beside this program)");
        Add(SiloSettings.Address, "ADDRESS", "where to listen; whoever reaches it can use the silo, but for --tls (default: 127.0.0.1)");
        Add(MachineCredentials.Tls, "FOLDER", "the folder of certificates, for TLS with other silos and clients (default: connections are plain)");
        Add(MachineCredentials.TokenFile, "FILE", "the file of the token that clients must have to change anything (default: the token in DIFFMH__TOKEN, else none)");
        Add(SiloSettings.Port, "PORT", "the port for other silos (default: the first free one from 11111 on)");
        Add(SiloSettings.GatewayPort, "PORT", "the port for clients (default: the first free one from 30000 on)");
        Add(SiloSettings.Threads, "N", "how many threads compute (default: as many as there are processors)");
        return settings;

        void Add(string name, string help, string description) =>
            settings.Add(name, new(MachineSettings.OptionOf(name)) { HelpName = help, Description = description });
    }
}
