using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Settings;

/// <summary>Reads a list of parameters that is a column of a data file: <c>{ file: PATH, column: 3 }</c>.</summary>
internal static class ColumnReader
{
    /// <summary>The key of the file.</summary>
    public const string File = "file";

    private const string Column = "column";

    /// <summary>The JSON schema of the mapping.</summary>
    public static JsonObject Form()
    {
        var mapping = SchemaOf.Mapping([(File, SchemaOf.Text()), (Column, SchemaOf.Integer(1, int.MaxValue))]);
        mapping["required"] = SchemaOf.Names([File]);
        return mapping;
    }

    /// <summary>The numbers, and the mapping with the file's hash in place of its path; null after noting what is wrong.</summary>
    public static (double[] Numbers, JsonObject Resolved)? Read(MappingReader reader, SettingDefinition setting, JsonObject mapping, IDataSource data)
    {
        foreach (var key in mapping.Select(entry => entry.Key).Where(key => key is not (File or Column)))
        {
            reader.Note(setting.Name, $"found the key '{key}'; it must be {setting.Expected}");
            return null;
        }

        var column = 1L;
        if (mapping[File] is not JsonValue name || !name.TryGetValue<string>(out var path) || (mapping.ContainsKey(Column) && !JsonNumbers.TryGetInteger(mapping[Column], out column)))
        {
            reader.NoteValue(setting.Name, setting.Expected);
            return null;
        }

        try
        {
            var file = data.Open(path);
            return (NumbersOf(setting, file.Numbers, column), new JsonObject { [File] = file.Reference, [Column] = column });
        }
        catch (Exception wrong) when (wrong is DataFileException or FormatException)
        {
            reader.Note(setting.Name, wrong is FormatException ? $"in \"{path}\" {wrong.Message}" : wrong.Message);
            return null;
        }
    }

    private static double[] NumbersOf(SettingDefinition setting, NumberTable table, long column)
    {
        if (column < 1 || column > table.Columns)
        {
            throw new FormatException($"there are {table.Rows} rows of {table.Columns} columns; the column must be one of them, the first is 1: found {column}");
        }

        var numbers = table.Column((int)column - 1);
        var outside = Array.FindIndex(numbers, number => !setting.Range.Holds(number));
        return outside < 0 ? numbers : throw new FormatException($"row {outside + 1} has {Found.Number(numbers[outside])}; it must be a finite number{setting.Range}");
    }
}
