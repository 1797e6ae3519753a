namespace DiffMH.Silo.Security;

/// <summary>What the owner of a certificate may do.</summary>
public enum TlsRole
{
    /// <summary>Compute: it may be spoken to as a silo, and speak to silos as one. Extended key usages serverAuth and clientAuth.</summary>
    Silo,

    /// <summary>Ask: it may speak to silos as a client. Extended key usage clientAuth alone.</summary>
    Client,
}
