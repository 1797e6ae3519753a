using System.Runtime.InteropServices;
using DiffMH.Client;
using DiffMH.Client.Commands;

// The first signal asks for a pause at a commit; the second leaves at once, which loses nothing but the work since then.
using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return (int)await new DiffmhCommandLine(Terminal.OfProcess()).Run(args, interruption.Token);

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (interruption.IsCancellationRequested)
    {
        Environment.Exit((int)ExitCode.Interrupted);
    }

    interruption.Cancel();
}
