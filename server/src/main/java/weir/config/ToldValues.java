package weir.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// The values of settings that people outside are told.
public final class ToldValues {
  private ToldValues() {}

  /// Those that [Told] stands at, in the order of the record, and then what it tells itself.
  public static List<ToldValue> of(Record settings) {
    List<ToldValue> told = new ArrayList<>();
    tell(settings, told);
    return told;
  }

  private static void tell(Record settings, List<ToldValue> told) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Told how = component.getAnnotation(Told.class);
      if (how != null) {
        String key = Text.kebab(component.getName());
        told.add(ToldValue.of(key, how.value(), value(settings, component)));
      } else if (component.isAnnotationPresent(SameTable.class)) {
        tell((Record) value(settings, component), told);
      }
    }
    if (settings instanceof Tells more) {
      told.addAll(more.told());
    }
  }

  private static Object value(Record settings, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record without its accessor: " + component, e);
    }
  }
}
