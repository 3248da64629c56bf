package weir.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.config.Kind.Table.Part;

/// Reads kinds off Java types. Types that cannot be settings are defects of ours:
/// IllegalStateException, at the first start and in the first test.
final class Kinds {
  private final Values values;
  private final Map<Class<?>, Kind.Table> tables = new HashMap<>();

  Kinds(Values values) {
    this.values = values;
  }

  Kind.Table table(Class<?> type) {
    Kind.Table known = tables.get(type);
    if (known == null) {
      known = readTable(type);
      tables.put(type, known);
    }
    return known;
  }

  private Kind.Table readTable(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters = new Class<?>[components.length];
    List<Setting> settings = new ArrayList<>(components.length);
    List<Part> parts = new ArrayList<>(components.length);
    Map<String, String> retired = new HashMap<>();
    for (int i = 0; i < components.length; i++) {
      parameters[i] = components[i].getType();
      if (components[i].isAnnotationPresent(SameTable.class)) {
        Kind.Table shared = shared(components[i]);
        settings.addAll(shared.settings());
        retired.putAll(shared.retired());
        parts.add(new Part.Shared(shared));
      } else {
        settings.add(setting(components[i]));
        parts.add(new Part.One());
      }
    }
    for (Retired old : type.getAnnotationsByType(Retired.class)) {
      retired.put(old.key(), old.now());
    }
    requireKeysOnce(type, settings, retired);
    return new Kind.Table(type, constructor(type, parameters), settings, parts, retired);
  }

  private Kind.Table shared(RecordComponent component) {
    if (!component.getType().isRecord() || values.find(component.getType()).isPresent()) {
      throw new IllegalStateException("not a record of keys: " + component);
    }
    return table(component.getType());
  }

  private static void requireKeysOnce(
      Class<?> type, List<Setting> settings, Map<String, String> retired) {
    Set<String> keys = new HashSet<>();
    for (Setting setting : settings) {
      if (!keys.add(setting.key()) || retired.containsKey(setting.key())) {
        throw new IllegalStateException("two keys " + setting.key() + " in one table: " + type);
      }
    }
  }

  /// Settings records may be private to their packages, so the constructor has to be opened.
  private static Constructor<?> constructor(Class<?> type, Class<?>[] parameters) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
  }

  private Setting setting(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    Default fallback = component.getAnnotation(Default.class);
    return new Setting(
        key == null ? Text.kebab(component.getName()) : key.value(),
        component,
        kind(component.getGenericType()),
        Optional.ofNullable(fallback).map(Default::value),
        Optional.ofNullable(component.getAnnotation(Range.class)),
        component.isAnnotationPresent(MustRead.class));
  }

  private Kind kind(Type type) {
    return switch (type) {
      case Class<?> plain -> plain(plain);
      case ParameterizedType generic -> generic(generic);
      default -> throw unfit(type);
    };
  }

  private Kind plain(Class<?> type) {
    Optional<ValueType<?>> value = values.find(type);
    if (value.isPresent()) {
      return new Kind.Value(value.get());
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Kind.Truth();
    }
    if (type == int.class || type == Integer.class) {
      return new Kind.Whole(false);
    }
    if (type == long.class || type == Long.class) {
      return new Kind.Whole(true);
    }
    if (type == double.class || type == Double.class) {
      return new Kind.Fraction();
    }
    if (type == Path.class) {
      return new Kind.FilePath();
    }
    return composed(type);
  }

  private Kind composed(Class<?> type) {
    if (type.isEnum()) {
      return new Kind.Word(type, words(type));
    }
    if (type.isRecord()) {
      return table(type);
    }
    if (type.isSealed()) {
      Map<String, Kind.Table> cases = new LinkedHashMap<>();
      addCases(type, cases);
      return new Kind.Choice(type, cases);
    }
    throw unfit(type);
  }

  /// A sealed interface within one is a group of its cases, and no word of the file.
  private void addCases(Class<?> type, Map<String, Kind.Table> cases) {
    for (Class<?> one : type.getPermittedSubclasses()) {
      if (one.isSealed()) {
        addCases(one, cases);
      } else if (one.isRecord()) {
        cases.put(Text.kebab(one.getSimpleName()), tableOfCase(one));
      } else {
        throw unfit(one);
      }
    }
  }

  private Kind.Table tableOfCase(Class<?> type) {
    Kind.Table table = table(type);
    if (table.settings().stream().anyMatch(each -> each.key().equals(Kind.Choice.KEY))) {
      throw new IllegalStateException("two keys " + Kind.Choice.KEY + " in one table: " + type);
    }
    return table;
  }

  private static Map<String, Object> words(Class<?> type) {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      words.put(Text.word((Enum<?>) constant), constant);
    }
    return words;
  }

  private Kind generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    Type raw = type.getRawType();
    if (raw == Optional.class) {
      return new Kind.Maybe(kind(arguments[0]));
    }
    if (raw == List.class) {
      return new Kind.Many(kind(arguments[0]));
    }
    if (raw == Map.class) {
      Kind key = kind(arguments[0]);
      if (key.isText()) {
        return new Kind.Named(key, kind(arguments[1]));
      }
    }
    throw unfit(type);
  }

  private static IllegalStateException unfit(Type type) {
    return new IllegalStateException("not a type of settings: " + type);
  }
}
