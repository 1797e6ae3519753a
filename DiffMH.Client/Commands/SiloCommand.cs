using System.CommandLine;
using DiffMH.Client.Settings;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh silo start|drain|health</c>.</summary>
internal static class SiloCommand
{
    /// <summary>A silo leaves within three seconds; a busy machine is given more.</summary>
    private const int DefaultTimeout = 30;

    /// <summary>The commands.</summary>
    /// <param name="start">Starts a silo with these settings, and stops it when cancelled.</param>
    /// <param name="drain">Has a running silo leave.</param>
    /// <param name="ask">Asks the silo of these settings whether it is alive.</param>
    public static Command Create(Func<MachineSettings, Verbosity, CancellationToken, Task<ExitCode>> start, Func<DrainRequest, CancellationToken, Task<ExitCode>> drain, Func<MachineSettings, CancellationToken, Task<ExitCode>> ask)
    {
        var verbosity = new VerbosityOptions();
        var group = new ExampleCommand("silo", "Runs silos, and has them leave.", "diffmh silo start") { Start(start, verbosity), Drain(drain, verbosity), Health(ask, verbosity) };
        verbosity.AddTo(group);
        return group;
    }

    private static Command Start(Func<MachineSettings, Verbosity, CancellationToken, Task<ExitCode>> start, VerbosityOptions verbosity)
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

        verbosity.AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await start(
            MachineSettings.Read(parse.GetValue(config), settings.Select(setting => (setting.Key, parse.GetValue(setting.Value))).Append((SiloSettings.AcceptPlugins, parse.GetValue(accept) ? bool.TrueString : null)).ToDictionary()),
            verbosity.Of(parse),
            cancellation));
        return command;
    }

    private static ExampleCommand Drain(Func<DrainRequest, CancellationToken, Task<ExitCode>> drain, VerbosityOptions verbosity)
    {
        var silo = new Argument<string>("SILO") { Description = "the silo: its name or its address, as cluster status shows them", HelpName = "NAME|ADDRESS" };
        var timeout = CommonOptions.Count("--timeout", "how many seconds to wait until it has left (default: 30)");
        timeout.HelpName = "SECONDS";
        var command = new ExampleCommand(
            "drain",
            "Asks a running silo to leave politely, as SIGTERM would: it takes no new work, its points commit and go on on other silos. Returns when it has left: with 0, or with 11 where it has not in time.",
            "diffmh silo drain lab-2",
            "diffmh silo drain 10.0.0.12:11111 --timeout 60 -o json")
        {
            silo, timeout,
        };
        var options = StoreOptions.AddTo(command, isTable: false, verbosity);
        command.SetAction(async (parse, cancellation) => (int)await drain(
            new(parse.GetRequiredValue(silo), TimeSpan.FromSeconds(parse.GetValue(timeout) ?? DefaultTimeout), options.Of(parse)), cancellation));
        return command;
    }

    private static Command Health(Func<MachineSettings, CancellationToken, Task<ExitCode>> ask, VerbosityOptions verbosity)
    {
        var http = new Option<string>(MachineSettings.OptionOf(SiloSettings.Http)) { HelpName = "PORT", Description = "where the silo answers over HTTP (default: DIFFMH__HTTP)" };
        var command = new ExampleCommand(
            "health",
            "Asks a silo of this machine over HTTP whether it is alive, for health checks of containers: ends with 0 where it is, with 4 where it is not or does not answer.",
            "diffmh silo health --http 9464")
        {
            http,
        };
        verbosity.AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await ask(
            MachineSettings.Read(file: null, new Dictionary<string, string?> { [SiloSettings.Http] = parse.GetValue(http) }),
            cancellation));
        return command;
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
        Add(SiloSettings.BatchLimit, "SECONDS", "how long a plugin's code may take without returning before its point fails (default: 60)");
        Add(SiloSettings.Http, "PORT|auto", "answer over HTTP at 127.0.0.1: /health/live, /health/ready, /metrics for Prometheus; auto: the first free port from 9464 on; ADDRESS:PORT to listen elsewhere, with a token (default: off)");
        Add(SiloSettings.HttpTokenFile, "FILE", "a file with the token that metrics are told for");
        Add(SiloSettings.Log, "text|json", "how the log is written to standard error: warnings, a line each, or JSON with sweep and point of all that happens (default: text)");
        return settings;

        void Add(string name, string help, string description) =>
            settings.Add(name, new(MachineSettings.OptionOf(name)) { HelpName = help, Description = description });
    }
}
