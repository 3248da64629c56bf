package weir.config;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A record made of the values of its table's keys, or why its constructor refuses them.
sealed interface Construction {
  /// @param checked the records in this table that have conditions, inner ones first
  record Made(Object value, List<Checked> checked) implements Construction {}

  /// @param message what the constructor says
  record Refused(String message) implements Construction {}

  /// @param values one for each of the table's settings, in their order
  static Construction of(Kind.Table table, List<Object> values) {
    List<Checked> checked = new ArrayList<>(1);
    try {
      return new Made(make(table, values.iterator(), checked), checked);
    } catch (RefusedByConstructor e) {
      return new Refused(String.valueOf(e.refusal.getMessage()));
    }
  }

  private static Object make(Kind.Table table, Iterator<Object> values, List<Checked> checked)
      throws RefusedByConstructor {
    Object[] arguments = new Object[table.parts().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          switch (table.parts().get(i)) {
            case Kind.Table.Part.One() -> values.next();
            case Kind.Table.Part.Shared(var shared) -> make(shared, values, checked);
          };
    }
    Object made = call(table, arguments);
    if (made instanceof Checked conditions) {
      checked.add(conditions);
    }
    return made;
  }

  private static Object call(Kind.Table table, Object[] arguments) throws RefusedByConstructor {
    try {
      return table.constructor().newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw new RefusedByConstructor(refusal);
      }
      throw new IllegalStateException(
          "the constructor of " + table.type() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the constructor of " + table.type() + " is out of reach", e);
    }
  }

  /// From a record of a [SameTable] out to the one that has it.
  final class RefusedByConstructor extends Exception {
    private static final long serialVersionUID = 1;

    private final IllegalArgumentException refusal;

    private RefusedByConstructor(IllegalArgumentException refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }
}
