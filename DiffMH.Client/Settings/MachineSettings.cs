using Microsoft.Extensions.Configuration;

namespace DiffMH.Client.Settings;

/// <summary>
/// The settings of silos and clients on this machine: the section <c>DiffMH</c> of <c>appsettings.json</c> in the current folder and of a
/// file named on the command line, environment variables <c>DIFFMH__NAME</c>, and the command line. The later wins.
/// </summary>
internal sealed class MachineSettings
{
    private const string Section = "DiffMH";
    private const string DefaultFile = "appsettings.json";

    private readonly IConfigurationSection section;
    private readonly IReadOnlyDictionary<string, string> options;

    private MachineSettings(IConfigurationSection section, IReadOnlyDictionary<string, string> options) => (this.section, this.options) = (section, options);

    /// <summary>The names of all settings that are given somewhere.</summary>
    public IEnumerable<string> Names => section.GetChildren().Select(child => child.Key);

    /// <summary>A setting; null where it is not given.</summary>
    public string? this[string name] => section[name];

    /// <summary>Reads them.</summary>
    /// <param name="file">A further file; null for none.</param>
    /// <param name="options">What the command line gives, by the settings' names; null for what it does not.</param>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static MachineSettings Read(string? file, IReadOnlyDictionary<string, string?> options)
    {
        var given = options.Where(option => option.Value is not null).ToDictionary(option => option.Key, option => option.Value!, StringComparer.OrdinalIgnoreCase);
        var builder = new ConfigurationBuilder().SetBasePath(Environment.CurrentDirectory).AddJsonFile(DefaultFile, optional: true);
        if (file is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        try
        {
            var root = builder
                .AddEnvironmentVariables()
                .AddInMemoryCollection(given.Select(option => KeyValuePair.Create<string, string?>($"{Section}:{option.Key}", option.Value)))
                .Build();
            return new(root.GetSection(Section), given);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{problem.Message} {problem.InnerException?.Message}".Trim());
        }
    }

    /// <summary>How a setting was given, for messages.</summary>
    public string Given(string name) => options.ContainsKey(name)
        ? OptionOf(name)
        : Environment.GetEnvironmentVariable(VariableOf(name)) is not null ? VariableOf(name) : $"{Section}:{name}";

    /// <summary>The option of a setting: <c>--gateway-port</c> for <c>GatewayPort</c>.</summary>
    public static string OptionOf(string name) => "--" + string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : $"{letter}"));

    private static string VariableOf(string name) => $"{Section}__{name}".ToUpperInvariant();
}
