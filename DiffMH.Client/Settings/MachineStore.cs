using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Settings;

/// <summary>Which store the commands of this machine use.</summary>
internal static class MachineStore
{
    /// <summary>The setting that names the store: <c>--store</c>, <c>DIFFMH__STORE</c>.</summary>
    public const string Store = "Store";

    /// <summary>The setting that has the password of a store that is a server: <c>DIFFMH__STOREPASSWORD</c>. No option: others on the machine could read it.</summary>
    public const string Password = "StorePassword";

    /// <summary>The setting that names the folder of the default store: <c>DIFFMH__DATA</c>.</summary>
    public const string Data = "Data";

    /// <summary>The user's own data folder: the same in every terminal.</summary>
    public static string DefaultFolder { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "diffmh");

    /// <summary>The store of a client command.</summary>
    /// <param name="option">What <c>--store</c> says; null where it is not given.</param>
    /// <exception cref="CommandException">It is no store that a client could use.</exception>
    public static StoreAddress Of(string? option)
    {
        var settings = MachineSettings.Read(file: null, new Dictionary<string, string?> { [Store] = option });
        return Find(settings) is { IsShared: true } store
            ? store
            : throw new CommandException(ExitCode.Usage, Refuse(settings));
    }

    /// <summary>The store that is set, else <c>state.db</c> in the data folder; null where the setting is none.</summary>
    public static StoreAddress? Find(MachineSettings settings) => settings[Store] is { } text
        ? StoreAddress.TryParse(text, Environment.CurrentDirectory)?.WithPassword(settings[Password])
        : StoreAddress.Sqlite(Path.Combine(FolderOf(settings), "state.db"));

    /// <summary>Says that what is set is no store that several processes share.</summary>
    public static string Refuse(MachineSettings settings) => $"{settings.Given(Store)} is {StoreAddress.Refuse(settings[Store]!, $"expected {StoreAddress.Forms}")}";

    /// <summary>The data folder of a client command.</summary>
    public static string DataFolder() => FolderOf(MachineSettings.Read(file: null, new Dictionary<string, string?>()));

    /// <summary>The data folder that is set, else the user's own.</summary>
    public static string FolderOf(MachineSettings settings) => Path.GetFullPath(settings[Data] ?? DefaultFolder);
}
