using Orleans.Configuration;

namespace DiffMH.Silo.Security;

/// <summary>How large a message may be: whoever announces more is cut off before memory is taken for it.</summary>
internal static class MessageBounds
{
    /// <summary>Addresses, names and a token: some hundred bytes.</summary>
    public const int HeaderBytes = 1 << 20;

    /// <summary>The largest sweep that can be submitted, 100,000 points, takes some tens of megabytes; a segment of data four.</summary>
    public const int BodyBytes = 100 << 20;

    /// <summary>Sets them.</summary>
    public static void Set(MessagingOptions options) => (options.MaxMessageHeaderSize, options.MaxMessageBodySize) = (HeaderBytes, BodyBytes);
}
