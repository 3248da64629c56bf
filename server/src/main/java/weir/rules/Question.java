package weir.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A condition that was read without a mistake. Immutable, for any number of threads.
///
/// @param <T> what it speaks of
final class Question<T extends Term> {
  /// Characters of the library's words that are repeated in a cause.
  private static final int CAUSE = 200;

  private final Program program;
  private final Map<String, T> terms;

  Question(Program program, Map<String, T> terms) {
    this.program = program;
    this.terms = Map.copyOf(terms);
  }

  /// Asks it. Never throws.
  ///
  /// @param known the value of a term; empty when it is not known
  /// @param unknown makes an answer of the cause for which it cannot be told
  <H> H ask(Function<T, Optional<Object>> known, H yes, H no, Function<String, H> unknown) {
    Known values = new Known(known);
    try {
      return Boolean.TRUE.equals(program.eval(values)) ? yes : no;
    } catch (CelEvaluationException | RuntimeException failed) {
      return unknown.apply(values.missing().orElseGet(() -> cause(failed)));
    }
  }

  private static String cause(Exception failed) {
    String said = String.valueOf(failed.getMessage());
    char[] shown = said.substring(0, Math.min(CAUSE, said.length())).toCharArray();
    for (int i = 0; i < shown.length; i++) {
      // It may repeat what the client said.
      if (Character.isISOControl(shown[i])) {
        shown[i] = ' ';
      }
    }
    return "the condition cannot be evaluated: " + new String(shown);
  }

  /// Gives the values that are asked for, and remembers the first one that was not there.
  private final class Known implements CelVariableResolver {
    private final Function<T, Optional<Object>> values;
    private @Nullable String missing;

    Known(Function<T, Optional<Object>> values) {
      this.values = values;
    }

    @Override
    public Optional<Object> find(String name) {
      Optional<Object> value = Optional.ofNullable(terms.get(name)).flatMap(values);
      if (value.isEmpty() && missing == null) {
        missing = name;
      }
      return value;
    }

    Optional<String> missing() {
      return Optional.ofNullable(missing).map(name -> name + " is not known");
    }
  }
}
