namespace DiffMH.Client.Commands;

/// <summary>How results are printed.</summary>
public enum OutputFormat
{
    /// <summary>For people.</summary>
    Table = 0,

    /// <summary>For programs.</summary>
    Json = 1,

    /// <summary>For spreadsheets, where the answer is a table.</summary>
    Csv = 2,
}
