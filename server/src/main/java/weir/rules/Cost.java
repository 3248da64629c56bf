package weir.rules;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.OptionalInt;

/// An upper bound of the steps that one evaluation takes: one for each part of the condition, times
/// the elements of the lists it is repeated for.
final class Cost {

  /// Steps of one rule; a dearer one is refused when it is read.
  static final int LIMIT = 5_000;

  /// Findings reckoned with in one list. With more of them a rule that goes through the list may
  /// end as unknown, see [Language#REPETITIONS].
  static final int FINDINGS = 64;

  /// Elements of a list whose length cannot be told from the text; no condition can write more.
  private static final int UNTOLD = Language.LONGEST / 2;

  private static final long TOO_MANY = Integer.MAX_VALUE;

  private final Language<? extends Term> language;

  Cost(Language<? extends Term> language) {
    this.language = language;
  }

  long of(CelExpr part) {
    return switch (part.getKind()) {
      case NOT_SET, CONSTANT, IDENT -> 1;
      case SELECT -> 1 + of(part.select().operand());
      case LIST -> 1 + part.list().elements().stream().mapToLong(this::of).sum();
      case STRUCT -> TOO_MANY;
      case MAP ->
          1
              + part.map().entries().stream()
                  .mapToLong(entry -> of(entry.key()) + of(entry.value()))
                  .sum();
      case CALL -> call(part.call());
      case COMPREHENSION -> repeated(part.comprehension());
    };
  }

  private long call(CelCall call) {
    long parts = call.target().map(this::of).orElse(0L);
    for (CelExpr argument : call.args()) {
      parts += of(argument);
    }
    // The one function of the language that goes through a list by itself.
    return 1 + parts + (call.function().equals("@in") ? length(call.args().getLast()) : 0);
  }

  private long repeated(CelComprehension loop) {
    long once = of(loop.iterRange()) + of(loop.accuInit()) + of(loop.result());
    long round = of(loop.loopCondition()) + of(loop.loopStep());
    return Math.min(TOO_MANY, once + length(loop.iterRange()) * round);
  }

  private long elements(String list) {
    return language.term(list).map(Term::elements).orElse(OptionalInt.empty()).orElse(UNTOLD);
  }

  private long length(CelExpr list) {
    return switch (list.getKind()) {
      case LIST -> list.list().elements().size();
      case MAP -> list.map().entries().size();
      case IDENT -> elements(list.ident().name());
      case COMPREHENSION -> length(list.comprehension().iterRange());
      case NOT_SET, CONSTANT, SELECT, CALL, STRUCT -> UNTOLD;
    };
  }
}
