using Spectre.Console;

namespace DiffMH.Client.Progress.Live;

/// <summary>The styles of the screen. Colour only underlines what words say: without it nothing is lost.</summary>
internal static class Ink
{
    public static Style Plain { get; } = Style.Plain;

    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public static Style Faint { get; } = new(decoration: Decoration.Dim);

    public static Style Curve { get; } = new(Color.Aqua);

    public static Style Good { get; } = new(Color.Green);

    public static Style Doubtful { get; } = new(Color.Yellow);

    public static Style Bad { get; } = new(Color.Red);

    /// <summary>The style of a state's name.</summary>
    public static Style Of(RunState state) => state switch
    {
        RunState.Running => Curve,
        RunState.Completed => Good,
        RunState.Paused or RunState.WaitingForPlugin => Doubtful,
        RunState.Failed or RunState.Lost or RunState.Cancelled => Bad,
        _ => Faint,
    };
}
