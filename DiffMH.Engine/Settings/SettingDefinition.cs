using System.Collections.Immutable;
using System.Reflection;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Settings;

/// <summary>One setting of a settings record, as its <see cref="SettingAttribute"/> declares it.</summary>
public sealed class SettingDefinition
{
    private readonly PropertyInfo property;

    internal SettingDefinition(PropertyInfo property, SettingAttribute attribute, object prototype)
    {
        this.property = property;
        Attribute = attribute;
        Kind = KindOf(property);
        Words = Kind == SettingKind.Choice ? [.. Enum.GetNames(property.PropertyType).Select(name => name.ToLowerInvariant())] : [];
        Initial = property.GetValue(prototype);
        IsRequired = Kind switch
        {
            SettingKind.Parameter => double.IsNaN(attribute.Default),
            SettingKind.Parameters => !attribute.Optional,
            _ => attribute.Required || Initial is null,
        };
        RequireSense();
    }

    /// <summary>The key.</summary>
    public string Name => Attribute.Name;

    /// <summary>Meaning, unit and range.</summary>
    public SettingAttribute Attribute { get; }

    /// <summary>What kind of value it takes.</summary>
    public SettingKind Kind { get; }

    /// <summary>The words of a <see cref="SettingKind.Choice"/>; else empty.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Whether a value must be given.</summary>
    public bool IsRequired { get; }

    /// <summary>The value where none is given: a number, a truth value or a text; null where one must be given or a list may be absent.</summary>
    public object? Default => Kind switch
    {
        _ when IsRequired => null,
        SettingKind.Parameter => Attribute.Default,
        SettingKind.Parameters => null,
        SettingKind.Choice => Initial!.ToString()!.ToLowerInvariant(),
        _ => Initial,
    };

    /// <summary>Whether it is part of θ.</summary>
    public bool IsParameter => Kind is SettingKind.Parameter or SettingKind.Parameters;

    /// <summary>The property's initial value, the default of all kinds that are not part of θ.</summary>
    internal object? Initial { get; }

    /// <summary>Which numbers are allowed.</summary>
    internal NumberRange Range => new(Attribute.Minimum, Attribute.Maximum, Attribute.AboveMinimum, Attribute.BelowMaximum);

    /// <summary>What would be right, as messages say it.</summary>
    public string Expected => Kind switch
    {
        SettingKind.Whole => $"an integer{Range}",
        SettingKind.Flag => "true or false",
        SettingKind.Text => "a text",
        SettingKind.Choice => MappingReader.OneOf(Words),
        SettingKind.Numbers => $"a finite number{Range} or a list of them",
        SettingKind.Parameters => $"a finite number{Range}, a list of them, or {{ file: PATH, column: 1 }}",
        SettingKind.File => "the path of a file in the sweep file's folder",
        _ => $"a finite number{Range}",
    };

    /// <summary>The value of the enumeration that a word stands for.</summary>
    internal object? ChoiceOf(string word) =>
        Words.Contains(word, StringComparer.Ordinal) ? Enum.Parse(property.PropertyType, word, ignoreCase: true) : null;

    /// <summary>Gives the setting a value in a record.</summary>
    internal void Assign(object record, object? value) => 
        property.SetValue(record, value, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);

    /// <summary>The setting's value in a record.</summary>
    internal object? ValueIn(object record) => property.GetValue(record);

    private static SettingKind KindOf(PropertyInfo property) => property.PropertyType switch
    {
        var type when type == typeof(int) => SettingKind.Whole,
        var type when type == typeof(double) => SettingKind.Number,
        var type when type == typeof(bool) => SettingKind.Flag,
        var type when type == typeof(string) => SettingKind.Text,
        var type when type == typeof(Vector) => SettingKind.Numbers,
        var type when type == typeof(Parameter) => SettingKind.Parameter,
        var type when type == typeof(Parameters) => SettingKind.Parameters,
        var type when type == typeof(DataFile) => SettingKind.File,
        { IsEnum: true } => SettingKind.Choice,
        var type => throw new RegistrationException(
            $"setting {property.Name} of {property.DeclaringType} has type {type.Name}; it must be int, double, bool, string, an enum, Vector, Parameter, Parameters or DataFile"),
    };

    private void RequireSense()
    {
        if (!SettingName.IsValid(Name))
        {
            throw new RegistrationException($"setting {property.Name} of {property.DeclaringType} is called '{Name}'; {SettingName.Rule}");
        }

        if (!property.CanWrite)
        {
            throw new RegistrationException($"setting {Name} of {property.DeclaringType} cannot be set; give the property an init accessor");
        }

        if (Kind == SettingKind.Parameter && !double.IsNaN(Attribute.Default) && !Range.Holds(Attribute.Default))
        {
            throw new RegistrationException($"setting {Name} of {property.DeclaringType} has default {Found.Number(Attribute.Default)}; it must be {Expected}");
        }
    }
}
