package weir.rules;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.Program;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The Common Expression Language as conditions are written in it: without what has no type until
/// it runs, with our pattern engine in the place of its own, and with the words of one use. The
/// functions are the same for all uses.
///
/// @param <T> what its conditions speak of
final class Language<T extends Term> {

  /// Characters of one condition.
  static final int LONGEST = 4_000;

  /// Rounds of one evaluation through lists; an evaluation that needs more ends as unknown.
  static final int REPETITIONS = 2_000;

  /// Brackets within brackets.
  private static final int DEPTH = 50;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEPTH)
          .maxParseErrorRecoveryLimit(1)
          .comprehensionMaxIterations(REPETITIONS)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder()
                  .excludeFunctions(
                      CelStandardFunctions.StandardFunction.MATCHES,
                      CelStandardFunctions.StandardFunction.DYN)
                  .build())
          .build();

  private final Map<String, T> terms = new LinkedHashMap<>();
  private final CelCompiler compiler;

  Language(Collection<T> all) {
    all.forEach(term -> terms.put(term.word(), term));
    this.compiler = compiler(all);
  }

  private static CelCompiler compiler(Collection<? extends Term> terms) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.FILTER,
                CelStandardMacro.MAP)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .excludeFunctions(
                        CelStandardDeclarations.StandardFunction.MATCHES,
                        CelStandardDeclarations.StandardFunction.DYN)
                    .build())
            .addFunctionDeclarations(MailFunctions.DECLARED)
            .setResultType(SimpleType.BOOL);
    terms.forEach(term -> builder.addVar(term.word(), term.type()));
    return builder.build();
  }

  CelValidationResult check(String condition) {
    return compiler.compile(condition);
  }

  Optional<T> term(String word) {
    return Optional.ofNullable(terms.get(word));
  }

  /// What a condition may name: terms and functions.
  List<String> names() {
    return Stream.concat(
            terms.keySet().stream(), MailFunctions.DECLARED.stream().map(CelFunctionDecl::name))
        .toList();
  }

  /// What evaluates the condition. Immutable, for any number of threads.
  static Program program(CelAbstractSyntaxTree condition, Literals literals)
      throws CelEvaluationException {
    return RUNTIME
        .toRuntimeBuilder()
        .addFunctionBindings(MailFunctions.bound(literals))
        .build()
        .createProgram(condition);
  }
}
