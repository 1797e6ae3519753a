namespace DiffMH;

/// <summary>The one class of a plugin assembly that DiffMH looks for: it has a public constructor without arguments and says what the plugin brings.</summary>
public interface IPlugin
{
    /// <summary>Declares models and couplings. Called once after loading; must not compute anything.</summary>
    void Register(IPluginBuilder builder);
}
