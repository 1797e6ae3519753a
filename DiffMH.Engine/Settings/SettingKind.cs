namespace DiffMH.Engine.Settings;

/// <summary>What kind of value a setting takes.</summary>
public enum SettingKind
{
    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A list of finite numbers, or one number that stands for a list of one.</summary>
    Numbers,

    /// <summary>One number of θ.</summary>
    Parameter,

    /// <summary>A list of numbers of θ, or one number for all components; also a column of a data file.</summary>
    Parameters,

    /// <summary>A file beside the sweep file.</summary>
    File,
}
