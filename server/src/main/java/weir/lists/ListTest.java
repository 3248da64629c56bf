package weir.lists;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.dns.Answer;
import weir.dns.ListAnswer;
import weir.dns.ListQuery;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.dns.ReturnCodes;
import weir.net.IpAddress;

/// Tests one list: its test points (RFC 5782 section 5), a name that nobody can have listed, and
/// control addresses.
final class ListTest {
  /// So many control addresses on one list mean that the list is wrong, not they (decision 23).
  static final int LISTED_CONTROLS = 2;

  private static final int CHANCE_DIGITS = 13;

  private final Resolver resolver;
  private final RandomGenerator chance;

  ListTest(Resolver resolver, RandomGenerator chance) {
    this.resolver = resolver;
    this.chance = chance;
  }

  /// A question and how it ended.
  private record Heard(Question question, ListAnswer answer) {}

  /// A question on its way, and what its answer makes of the list.
  private record Asked(
      Question question, CompletableFuture<Answer> answer, Function<Heard, TestResult> meaning) {}

  /// @param controls addresses that no sound list has
  TestResult test(Watched list, List<IpAddress> controls, Instant deadline) {
    Poll control = Poll.of(list.controlled() ? controls : List.of(), list, resolver);
    List<Asked> asked = points(list).map(points -> ask(list, points)).orElse(List.of());
    return Stream.concat(
            asked.stream().map(each -> result(each, list, deadline)),
            Stream.of(result(control, deadline)))
        .reduce(new TestResult.Good(), TestResult::worse);
  }

  private List<Asked> ask(Watched list, ListQuery.TestPoints points) {
    List<Asked> asked = new ArrayList<>(3);
    if (list.points() != Watched.Points.ABSENT) {
      asked.add(ask(points.mustBeListed(), ListTest::mustBe));
    }
    asked.add(ask(points.mustNotBeListed(), ListTest::mustNotBe));
    Question.of(nonsense() + "." + list.zone(), RecordType.A)
        .ifPresent(nonsense -> asked.add(ask(nonsense, ListTest::mustNotBe)));
    return asked;
  }

  private Asked ask(Question question, Function<Heard, TestResult> meaning) {
    return new Asked(question, resolver.ask(question), meaning);
  }

  private TestResult result(Asked asked, Watched list, Instant deadline) {
    Answer answer = resolver.await(asked.answer, deadline);
    return asked.meaning.apply(
        new Heard(asked.question, ListQuery.meaning(answer, ReturnCodes.ANY, list.errors())));
  }

  private static Optional<ListQuery.TestPoints> points(Watched list) {
    return switch (list.points()) {
      case V4 -> Optional.of(ListQuery.addressTestPoints(list.zone(), false));
      case V6 -> Optional.of(ListQuery.addressTestPoints(list.zone(), true));
      case NAMES -> Optional.of(ListQuery.domainTestPoints(list.zone()));
      case ABSENT ->
          Optional.of(
              list.kind() == Catalogue.Kind.NAMES
                  ? ListQuery.domainTestPoints(list.zone())
                  : ListQuery.addressTestPoints(list.zone(), false));
      case NONE -> Optional.empty();
    };
  }

  /// No address and no name that anybody can own (RFC 2606 section 2), another one each time: no
  /// name server on the way can remember what the list said of it while it was sound.
  private String nonsense() {
    StringBuilder name = new StringBuilder("weir-");
    for (int i = 0; i < CHANCE_DIGITS; i++) {
      name.append((char) ('a' + chance.nextInt(26)));
    }
    return name.append(".invalid").toString();
  }

  private static TestResult mustBe(Heard heard) {
    return switch (heard.answer) {
      case ListAnswer.Listed _ -> new TestResult.Good();
      case ListAnswer.NotListed(var ignored) when ignored.isEmpty() ->
          new TestResult.Wrong(heard.question.name() + " must be listed and is not");
      case ListAnswer.NotListed(var ignored) -> foreign(heard.question, ignored);
      case ListAnswer.Failed(var cause, var _) -> new TestResult.Silent(cause);
    };
  }

  private static TestResult mustNotBe(Heard heard) {
    return switch (heard.answer) {
      case ListAnswer.Listed(var codes) ->
          new TestResult.Wrong(
              "it lists "
                  + heard.question.name()
                  + " ("
                  + codes.getFirst()
                  + "), which nobody may");
      case ListAnswer.NotListed(var ignored) when ignored.isEmpty() -> new TestResult.Good();
      case ListAnswer.NotListed(var ignored) -> foreign(heard.question, ignored);
      case ListAnswer.Failed(var cause, var _) -> new TestResult.Silent(cause);
    };
  }

  private static TestResult foreign(Question question, List<IpAddress> answers) {
    return new TestResult.Wrong(
        "%s is answered with %s, which is no answer of a list: perhaps its domain was sold"
            .formatted(question.name(), answers.getFirst()));
  }

  private static TestResult result(Poll controls, Instant deadline) {
    Set<IpAddress> listed = controls.hear(deadline).listed();
    return listed.size() < LISTED_CONTROLS
        ? new TestResult.Good()
        : new TestResult.Wrong(
            "it lists %d of %d control addresses: %s"
                .formatted(
                    listed.size(),
                    controls.size(),
                    listed.stream().map(IpAddress::toString).collect(Collectors.joining(", "))));
  }
}
