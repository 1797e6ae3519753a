using DiffMH.Engine.Documents;

namespace DiffMH.Tests.Documents;

public sealed class WordTests
{
    /// <summary>All that sweep files and results may spell.</summary>
    public static TheoryData<Type> Enumerations =>
    [
        .. new[] { typeof(Scheme), typeof(Word) }.SelectMany(known => known.Assembly.GetTypes())
            .Where(type => type is { IsEnum: true, IsPublic: true } && Enum.GetUnderlyingType(type) == typeof(int) && !type.IsDefined(typeof(FlagsAttribute), inherit: false)),
    ];

    [Fact]
    public void Words_are_lower_case_with_hyphens() => Assert.Equal("one-sided", Word.Of(Scheme.OneSided));

    [Fact]
    public void A_value_without_a_name_is_its_number() => Assert.Equal("17", Word.Of((Scheme)17));

    [Fact]
    public void A_value_below_all_is_its_number() => Assert.Equal("-1", Word.Of((Scheme)(-1)));

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Values_count_from_0_as_words_are_found_by_them(Type enumeration)
    {
        var values = Enum.GetValuesAsUnderlyingType(enumeration);
        Assert.Equal(Enumerable.Range(0, values.Length), values.Cast<int>());
    }
}
