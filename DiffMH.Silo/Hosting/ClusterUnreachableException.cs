namespace DiffMH.Silo.Hosting;

/// <summary>No silo of a store answers. The message says what to do.</summary>
public sealed class ClusterUnreachableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether silos run and certificates are why they do not answer.</summary>
    public bool IsOfTls { get; private init; }

    /// <summary>Whether silos run as far as the store knows: they may be busy, or were lost just now.</summary>
    public bool AreListed { get; private init; }

    /// <summary>Nothing runs.</summary>
    internal static ClusterUnreachableException NoSilo(StoreAddress store) =>
        new($"No silo is running for the store {store}. Start one with: diffmh silo start --store {store}");

    /// <summary>Something runs and does not answer.</summary>
    internal static ClusterUnreachableException NoAnswer(StoreAddress store, IEnumerable<string> gateways, Exception inner) =>
        new($"The silos of the store {store} do not answer at {string.Join(", ", gateways)}: {inner.Message} Look at their messages, or start them again.", inner) { AreListed = true };

    /// <summary>Something runs and speaks TLS, or another than this process.</summary>
    internal static ClusterUnreachableException Tls(string reason, Exception inner) => new(reason, inner) { IsOfTls = true };
}
