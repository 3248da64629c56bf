package weir.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.rules.Literals.Objection;

/// Goes once through a condition whose types are right: which facts it needs, and whether what is
/// written in it as text can be read as what it is used for.
///
/// @param <T> what the condition speaks of
final class Examination<T extends Term> {
  private final CelAbstractSyntaxTree condition;
  private final Place place;
  private final Literals literals = new Literals();
  private final Language<T> language;
  private final Map<T, Integer> terms = new LinkedHashMap<>();
  private final List<Compiled.Mention> mentions = new ArrayList<>();
  private Optional<Wrong> mistake = Optional.empty();

  /// What is wrong, and where.
  record Wrong(int offset, String reason) {}

  private Examination(CelAbstractSyntaxTree condition, Place place, Language<T> language) {
    this.condition = condition;
    this.place = place;
    this.language = language;
  }

  static <T extends Term> Examination<T> of(
      CelAbstractSyntaxTree condition, Place place, Language<T> language) {
    Examination<T> examination = new Examination<>(condition, place, language);
    examination.visit(condition.getExpr());
    return examination;
  }

  /// The first one, if any.
  Optional<Wrong> mistake() {
    return mistake;
  }

  /// What the condition speaks of, and where it does so first.
  Map<T, Integer> terms() {
    return terms;
  }

  List<Compiled.Mention> mentions() {
    return mentions;
  }

  Literals literals() {
    return literals;
  }

  private void visit(CelExpr part) {
    switch (part.getKind()) {
      case NOT_SET, CONSTANT, STRUCT -> {}
      case IDENT ->
          language
              .term(part.ident().name())
              .ifPresent(term -> terms.putIfAbsent(term, place.of(part)));
      case SELECT -> visit(part.select().operand());
      case LIST -> {
        ofOneType(part, !part.list().elements().isEmpty());
        part.list().elements().forEach(this::visit);
      }
      case MAP -> {
        ofOneType(part, !part.map().entries().isEmpty());
        part.map().entries().forEach(entry -> visit(entry.key()));
        part.map().entries().forEach(entry -> visit(entry.value()));
      }
      case CALL -> call(part);
      case COMPREHENSION -> comprehension(part, part.comprehension());
    }
  }

  /// A list of numbers and strings together has no type, and would be found out when mail arrives.
  private void ofOneType(CelExpr part, boolean filled) {
    List<CelType> inner = condition.getTypeOrThrow(part.id()).parameters();
    if (filled && inner.stream().anyMatch(type -> type.kind() == CelKind.DYN)) {
      wrong(place.of(part), "its elements must be of one type");
    }
  }

  private void comprehension(CelExpr part, CelComprehension loop) {
    if (language.term(loop.iterVar()).isPresent()) {
      wrong(place.of(part), "'" + loop.iterVar() + "' is the name of a fact already");
    }
    List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())
        .forEach(this::visit);
  }

  private void call(CelExpr part) {
    CelCall call = part.call();
    call.target().ifPresent(this::visit);
    call.args().forEach(this::visit);
    if (call.args().isEmpty()) {
      return;
    }
    CelExpr last = call.args().getLast();
    switch (call.function()) {
      case MailFunctions.NETWORK -> networks(last);
      case MailFunctions.ADDRESS_OF -> written(last, "an address", literals::learnAddress);
      case MailFunctions.MATCHES -> written(last, "a pattern", literals::learnPattern);
      case MailFunctions.WITHIN -> {
        if (isText(last)) {
          written(last, "a domain", literals::learnDomain);
        }
      }
      case "@in" -> mention(call.args().getFirst(), last);
      default -> {}
    }
  }

  private void mention(CelExpr sought, CelExpr list) {
    if (isText(sought) && list.getKind() == Kind.IDENT) {
      mentions.add(
          new Compiled.Mention(
              list.ident().name(), sought.constant().stringValue(), place.within(sought, 0)));
    }
  }

  private void networks(CelExpr given) {
    if (given.getKind() == Kind.LIST) {
      given.list().elements().forEach(each -> written(each, "a network", literals::learnNetwork));
    } else {
      written(given, "a network", literals::learnNetwork);
    }
  }

  private void written(CelExpr part, String what, Reader reader) {
    if (!isText(part)) {
      wrong(place.of(part), what + " must be written out as text, so that it can be checked now");
      return;
    }
    reader
        .read(part.constant().stringValue())
        .ifPresent(objection -> wrong(place.within(part, objection.offset()), objection.reason()));
  }

  private static boolean isText(CelExpr part) {
    return part.getKind() == Kind.CONSTANT
        && part.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private void wrong(int offset, String reason) {
    if (mistake.isEmpty() || offset < mistake.get().offset()) {
      mistake = Optional.of(new Wrong(offset, reason));
    }
  }

  private interface Reader {
    Optional<Objection> read(String text);
  }
}
