using System.Globalization;
using System.Net;
using DiffMH.Client.Commands;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;

namespace DiffMH.Client.Settings;

/// <summary>The settings of a silo, checked: all that is wrong is said at once.</summary>
internal sealed class SiloSettings
{
    /// <summary>The silo's name.</summary>
    public const string Name = "Name";

    /// <summary>The folder of built plugins.</summary>
    public const string Plugins = "Plugins";

    /// <summary>The address it listens on.</summary>
    public const string Address = "Address";

    /// <summary>The port for other silos.</summary>
    public const string Port = "Port";

    /// <summary>The port for clients.</summary>
    public const string GatewayPort = "GatewayPort";

    /// <summary>How many threads compute.</summary>
    public const string Threads = "Threads";

    /// <summary>How long a call of a kernel may take, in seconds.</summary>
    public const string BatchLimit = "BatchLimit";

    /// <summary>Where it answers over HTTP how it is.</summary>
    public const string Http = "Http";

    /// <summary>The file with the token that metrics are told for.</summary>
    public const string HttpTokenFile = "HttpTokenFile";

    /// <summary>How entries of its log are written.</summary>
    public const string Log = "Log";

    /// <summary>Whether clients may send plugins.</summary>
    public const string AcceptPlugins = "AcceptPlugins";

    /// <summary>The names of all settings.</summary>
    public static readonly string[] All =
    [
        Name, MachineStore.Store, MachineStore.Password, MachineStore.Data, Plugins, Address, Port, GatewayPort, Threads, BatchLimit, Http, HttpTokenFile, Log,
        MachineCredentials.Tls, MachineCredentials.Token, MachineCredentials.TokenFile, AcceptPlugins,
    ];

    private const string JsonLog = "json";

    private readonly MachineSettings settings;
    private readonly List<string> problems = [];

    private SiloSettings(MachineSettings settings) => this.settings = settings;

    /// <summary>What a silo is started with.</summary>
    /// <exception cref="CommandException">Settings are wrong: all of them.</exception>
    public static ClusterSiloOptions Read(MachineSettings settings)
    {
        var reading = new SiloSettings(settings);
        reading.RequireKnownNames();
        var options = new ClusterSiloOptions
        {
            Name = reading.Checked(Name, text => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "._-".Contains(letter)), "letters, digits, '.', '_' and '-'"),
            Store = reading.Store(),
            DataFolder = MachineStore.FolderOf(settings),
            PluginFolder = settings[Plugins] ?? CommonOptions.DefaultPlugins,
            Address = reading.ListeningAddress(),
            Port = reading.Number(Port, 1, 65535),
            GatewayPort = reading.Number(GatewayPort, 1, 65535),
            Credentials = MachineCredentials.Of(settings, TlsRole.Silo, TimeProvider.System),
            AcceptPlugins = reading.Checked(AcceptPlugins, text => bool.TryParse(text, out _), "true or false") is { } text && bool.Parse(text),
            ComputeThreads = reading.Number(Threads, 1, 1024) ?? Environment.ProcessorCount,
            BatchLimit = reading.Number(BatchLimit, (int)DiffMHOptions.LeastBatchLimit.TotalSeconds, (int)DiffMHOptions.MostBatchLimit.TotalSeconds) is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : DiffMHOptions.DefaultBatchLimit,
            Http = reading.HttpEndpoint(),
            HasFullLog = reading.IsJson(),
        };
        if (options.Port is { } port && port == options.GatewayPort)
        {
            reading.problems.Add($"{settings.Given(GatewayPort)} is {port}, as is {settings.Given(Port)}; expected two different ports");
        }

        if (options is { AcceptPlugins: true, Credentials.Token: null })
        {
            reading.problems.Add($"{settings.Given(AcceptPlugins)} lets others run code in the silo; expected a token with it, in DIFFMH__TOKEN or by --token-file FILE");
        }

        return reading.problems.Count == 0 ? options : throw new CommandException(ExitCode.Usage, string.Join('\n', reading.problems));
    }

    /// <summary>Whether entries of the log are JSON.</summary>
    public static bool IsLogJson(MachineSettings settings) => settings[Log] == JsonLog;

    private void RequireKnownNames()
    {
        foreach (var name in settings.Names.Except(All, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{settings.Given(name)}: no such setting; there are {string.Join(", ", All)}");
        }
    }

    private StoreAddress Store()
    {
        if (MachineStore.Find(settings) is { IsShared: true } store)
        {
            return store;
        }

        problems.Add(MachineStore.Refuse(settings));
        return StoreAddress.Memory;
    }

    private IPAddress ListeningAddress()
    {
        var text = Checked(Address, given => IPAddress.TryParse(given, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any), "the numeric address at which others reach this machine");
        return text is null ? IPAddress.Loopback : IPAddress.Parse(text);
    }

    private HttpOptions? HttpEndpoint()
    {
        var file = Checked(HttpTokenFile, File.Exists, "a file that exists, with a token in it");
        if (Checked(Http, given => HttpSetting.TryParse(given, file) is not null, HttpSetting.Expected) is not { } text || HttpSetting.TryParse(text, file) is not { } options)
        {
            return null;
        }

        if (options.Problem is { } problem)
        {
            problems.Add($"{settings.Given(Http)} is '{text}': {problem}");
        }

        return options;
    }

    private bool IsJson() => Checked(Log, text => text is "text" or JsonLog, $"text or {JsonLog}") == JsonLog;

    private int? Number(string name, int least, int most) =>
        Checked(name, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most, $"{least} … {most}") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;

    /// <summary>A setting that is as it must be; null where it is not given, or wrong, which is noted.</summary>
    private string? Checked(string name, Predicate<string> isRight, string expected)
    {
        if (settings[name] is not { } text || isRight(text))
        {
            return settings[name];
        }

        problems.Add($"{settings.Given(name)} is '{text}'; expected {expected}");
        return null;
    }
}
