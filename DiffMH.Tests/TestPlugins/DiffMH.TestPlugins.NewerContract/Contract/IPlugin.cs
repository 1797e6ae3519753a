namespace DiffMH;

/// <summary>The plugin class of a contract that does not exist yet.</summary>
public interface IPlugin
{
    /// <summary>A plugin declares itself in another way now.</summary>
    void Declare();
}
