using System.Collections.Concurrent;
using System.Reflection;

namespace DiffMH.Silo.Security;

/// <summary>Which calls need the token: all of our grains but those that are said to read, and the management of the cluster.</summary>
/// <remarks>
/// A rule that asks who calls would be none: whoever can reach a port writes what he likes into a message as its sender. So silos carry
/// the token, too. What else Orleans' parts tell each other is left alone; it changes no sweep.
/// </remarks>
internal static class GuardedCalls
{
    private static readonly ConcurrentDictionary<MethodInfo, bool> Known = new();

    /// <summary>Whether a call needs it.</summary>
    public static bool Has(IGrainCallContext call) => call.InterfaceMethod is not { } method || Known.GetOrAdd(method, IsGuarded);

    private static bool IsGuarded(MethodInfo method) =>
        (method.DeclaringType!.Assembly == typeof(ReadingAttribute).Assembly && !method.IsDefined(typeof(ReadingAttribute)))
        || method.DeclaringType == typeof(IManagementGrain);
}
