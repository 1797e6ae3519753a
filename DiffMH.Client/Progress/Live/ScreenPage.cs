using System.Runtime.InteropServices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DiffMH.Client.Progress.Live;

/// <summary>The terminal's second screen: drawn over in place, and gone without a trace when it is closed, however that comes about.</summary>
/// <remarks>
/// Each frame begins at the upper left and erases only what it does not write, so that nothing flickers; nothing counts on where the
/// cursor was, so a resized window is right again with the next frame. Spectre's own live display moves the cursor up by the lines it
/// wrote, which is wrong once the window has become narrower.
/// </remarks>
internal sealed class ScreenPage : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l\u001b[H\u001b[2J";
    private const string Leave = "\u001b[?25h\u001b[?1049l";

    /// <summary>Terminals that know the first and last code show the frame at once; the others skip them.</summary>
    private const string Home = "\u001b[?2026h\u001b[H";
    private const string ToEndOfLine = "\u001b[K";
    private const string ToEndOfScreen = "\u001b[J\u001b[?2026l";

    private readonly IAnsiConsole screen;
    private readonly Lock gate = new();
    private readonly PosixSignalRegistration[] signals;
    private bool isAway;

    public ScreenPage(IAnsiConsole screen)
    {
        this.screen = screen;

        // Ctrl-Z gives the terminal back to the shell as it was, and a second Ctrl-C ends the process without any finally.
        signals = OperatingSystem.IsWindows()
            ? []
            : [PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Suspend), PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => isAway = false)];
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Whether it is to be seen.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Draws a frame, on an empty page where it was closed. Not after <see cref="Close"/>, unless the process was suspended by it and goes on.</summary>
    /// <param name="lines">At most as many as the screen has.</param>
    /// <param name="width">Where lines are cut off: less than the screen, whose last column some terminals wrap at.</param>
    public void Draw(IEnumerable<ScreenLine> lines, int width)
    {
        lock (gate)
        {
            if (isAway)
            {
                return;
            }

            var codes = IsOpen ? Home : Enter + Home;
            IsOpen = true;
            screen.Write(new Frame([Segment.Control(codes), .. Rows(lines, width), Segment.Control(ToEndOfScreen)]));
        }
    }

    /// <summary>Gives the terminal back as it was. Can be called again.</summary>
    public void Close()
    {
        lock (gate)
        {
            isAway = true;
            if (IsOpen)
            {
                IsOpen = false;
                screen.Write(new ControlCode(Leave));
            }
        }
    }

    /// <summary>Writes lines where the cursor is, to stay.</summary>
    public void Keep(IEnumerable<ScreenLine> lines, int width) => screen.Write(new Frame([.. Rows(lines, width), Segment.LineBreak]));

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var signal in signals)
        {
            signal.Dispose();
        }
    }

    /// <summary>.NET does not stop a process of which a handler was told of Ctrl-Z.</summary>
    private void Suspend(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Close();
        TerminalControl.Suspend();
    }

    private void OnExit(object? sender, EventArgs arguments) => Close();

    private static IEnumerable<Segment> Rows(IEnumerable<ScreenLine> lines, int width) => lines.SelectMany((line, index) =>
        (index == 0 ? [] : new[] { Segment.LineBreak }).Concat(line.Fit(width)).Append(Segment.Control(ToEndOfLine)));

    private sealed class Frame(IReadOnlyList<Segment> segments) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
