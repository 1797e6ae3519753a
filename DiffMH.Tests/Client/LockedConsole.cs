using Spectre.Console;
using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace DiffMH.Tests.Client;

/// <summary>A test console that can be read while another thread draws on it, which Spectre's own cannot.</summary>
internal sealed class LockedConsole(TestConsole console) : IAnsiConsole, IDisposable
{
    private readonly Lock gate = new();

    public string Output
    {
        get
        {
            lock (gate)
            {
                return console.Output;
            }
        }
    }

    public Profile Profile => console.Profile;

    public IAnsiConsoleCursor Cursor => console.Cursor;

    public IAnsiConsoleInput Input => console.Input;

    public IExclusivityMode ExclusivityMode => console.ExclusivityMode;

    public RenderPipeline Pipeline => console.Pipeline;

    public static LockedConsole Of(int width, Func<TestConsole, TestConsole>? change = null)
    {
        var console = new TestConsole().Interactive().Size(new(width, 24));
        return new(change?.Invoke(console) ?? console);
    }

    public void Clear(bool home)
    {
        lock (gate)
        {
            console.Clear(home);
        }
    }

    public void Write(IRenderable renderable)
    {
        lock (gate)
        {
            console.Write(renderable);
        }
    }

    public void WriteAnsi(Action<AnsiWriter> action)
    {
        lock (gate)
        {
            console.WriteAnsi(action);
        }
    }

    public void Dispose() => console.Dispose();
}
