using DiffMH.Silo.Hosting;

namespace DiffMH.Tests.Silo;

/// <summary>What names a store, and what does not.</summary>
public sealed class StoreAddressTests
{
    [Fact]
    public async Task State_in_memory_has_nobody_to_connect_to() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ClusterClient.Connect(StoreAddress.Memory, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("sqlite:state.db", "sqlite:/data/state.db")]
    [InlineData("sqlite:/else/where.db", "sqlite:/else/where.db")]
    [InlineData("memory", "memory")]
    [InlineData("sqlite:", null)]
    [InlineData("redis://localhost", "redis://localhost:6379")]
    [InlineData("redis://10.0.0.7:7000/3", "redis://10.0.0.7:7000/3")]
    [InlineData("rediss://ada:secret@[::1]:6380", "rediss://ada@[::1]:6380")]
    [InlineData("redis://:secret@localhost/", "redis://localhost:6379")]
    [InlineData("redis://localhost/name", null)]
    [InlineData("redis://localhost/-1", null)]
    [InlineData("redis://localhost:70000", null)]
    [InlineData("redis://localhost?db=1", null)]
    [InlineData("redis://", null)]
    [InlineData("", null)]
    public void A_store_is_read_from_text(string text, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths are those of Unix");
        Assert.Equal(expected, StoreAddress.TryParse(text, "/data")?.ToString());
    }

    [Theory]
    [InlineData("floppy", "'floppy'; expected X")]
    [InlineData("", "''; expected X")]
    [InlineData("redis://localhost/name", "'redis://localhost/name'; expected X")]
    [InlineData("redis://me:pa#ss@host", "'redis://…@host'; expected X; in a password '%', '#', '/', '?' and '@' must be %-escaped, or give it in DIFFMH__STOREPASSWORD")]
    [InlineData("redis://me:p@ss@host:70000", "'redis://…@host:70000'; expected X; in a password '%', '#', '/', '?' and '@' must be %-escaped, or give it in DIFFMH__STOREPASSWORD")]
    [InlineData("me:pass@host", "'…@host'; expected X; in a password '%', '#', '/', '?' and '@' must be %-escaped, or give it in DIFFMH__STOREPASSWORD")]
    public void A_text_that_is_no_store_is_shown_without_a_password(string text, string expected)
    {
        Assert.Null(StoreAddress.TryParse(text, "/data"));
        Assert.Equal(expected, StoreAddress.Refuse(text, "expected X"));
    }

    [Fact]
    public void A_path_is_shown_whole() => Assert.Equal("sqlite:/data/me@home.db", StoreAddress.Shown("sqlite:/data/me@home.db"));

    [Fact]
    public void A_password_is_read_and_never_printed()
    {
        var address = StoreAddress.TryParse("redis://ada:p%40ss@host", "/")!;
        Assert.Equal(("ada", "p@ss"), (address.Redis!.User, address.Redis.Password));
        Assert.Equal("p@ss", address.WithPassword("other").Redis!.Password);   // what stands in the address is meant for it
        var without = StoreAddress.TryParse("redis://host", "/")!;
        Assert.Equal("other", without.WithPassword("other").Redis!.Password);
        Assert.Null(without.WithPassword(null).Redis!.Password);
        Assert.DoesNotContain("other", $"{without.WithPassword("other")}", StringComparison.Ordinal);
    }
}
