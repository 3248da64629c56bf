package weir.rules;

import dev.cel.common.types.CelType;
import java.util.OptionalInt;

/// Something that a condition can speak of.
interface Term {

  /// As conditions write it.
  String word();

  CelType type();

  /// The most elements that a list of it has; empty where it is none.
  default OptionalInt elements() {
    return OptionalInt.empty();
  }
}
