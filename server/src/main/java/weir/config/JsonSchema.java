package weir.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import tools.jackson.databind.ObjectMapper;

/// The settings as a JSON schema: see [Reference#schema].
final class JsonSchema {
  private JsonSchema() {}

  static String of(Kind.Table root) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(table(root, Optional.empty()));
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  /// @param word the case of a choice, which the key `type` names
  private static Map<String, Object> table(Kind.Table table, Optional<String> word) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    word.ifPresent(type -> {
      properties.put(Kind.Choice.KEY, Map.of("const", type));
      required.add(Kind.Choice.KEY);
    });
    for (Setting setting : table.settings()) {
      properties.put(setting.key(), setting(setting));
      if (setting.isRequired()) {
        required.add(setting.key());
      }
    }
    Map<String, Object> schema = described(Describe.doc(table.type()));
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> setting(Setting setting) {
    Map<String, Object> schema = described(setting.doc());
    kind(setting.kind(), setting.range()).forEach(schema::putIfAbsent);
    setting
        .fallback()
        .ifPresent(text -> schema.put("default", plain(Fallback.toml(setting.kind(), text))));
    return schema;
  }

  private static Map<String, Object> described(String doc) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (!doc.isEmpty()) {
      schema.put("description", doc);
    }
    return schema;
  }

  private static Map<String, Object> kind(Kind kind, Optional<Range> range) {
    return switch (kind) {
      case Kind.Truth _ -> typed("boolean");
      case Kind.Whole _ -> number("integer", range);
      case Kind.Fraction _ -> number("number", range);
      case Kind.Value(var type) -> {
        Map<String, Object> schema = typed("string");
        schema.put("examples", List.of(type.example()));
        yield schema;
      }
      case Kind.FilePath _ -> typed("string");
      case Kind.Word(_, var words) ->
          new LinkedHashMap<>(Map.of("enum", List.copyOf(words.keySet())));
      case Kind.Maybe(var inner) -> kind(inner, range);
      case Kind.Many(var element) -> {
        Map<String, Object> schema = typed("array");
        schema.put("items", kind(element, range));
        yield schema;
      }
      case Kind.Named(_, var element) -> {
        Map<String, Object> schema = typed("object");
        schema.put("additionalProperties", kind(element, range));
        yield schema;
      }
      case Kind.Table table -> table(table, Optional.empty());
      case Kind.Choice choice -> {
        List<Object> cases = new ArrayList<>();
        choice.cases().forEach((word, table) -> cases.add(table(table, Optional.of(word))));
        yield new LinkedHashMap<>(Map.of("oneOf", cases));
      }
    };
  }

  private static Map<String, Object> typed(String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    return schema;
  }

  private static Map<String, Object> number(String type, Optional<Range> range) {
    Map<String, Object> schema = typed(type);
    range
        .map(Range::from)
        .filter(from -> !from.isEmpty())
        .ifPresent(from -> schema.put("minimum", bound(from)));
    range
        .map(Range::to)
        .filter(to -> !to.isEmpty())
        .ifPresent(to -> schema.put("maximum", bound(to)));
    return schema;
  }

  private static Object bound(String text) {
    return Fallback.toml(new Kind.Fraction(), text);
  }

  private static Object plain(Object toml) {
    return switch (toml) {
      case TomlArray array -> array.toList().stream().map(JsonSchema::plain).toList();
      case TomlTable table -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        table.toMap().forEach((key, value) -> plain.put(key, plain(value)));
        yield plain;
      }
      default -> toml;
    };
  }
}
