namespace DiffMH.Client.Commands;

/// <summary>In what format a table is exported.</summary>
public enum TableFormat
{
    /// <summary>Comma-separated values.</summary>
    Csv = 0,

    /// <summary>Parquet.</summary>
    Parquet = 1,

    /// <summary>One JSON array of objects.</summary>
    Json = 2,

    /// <summary>A JSON object in each line.</summary>
    Ndjson = 3,
}
