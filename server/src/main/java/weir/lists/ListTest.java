package weir.lists;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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

  private record Asked(Question question, CompletableFuture<Answer> answer) {}

  /// @param controls addresses that no sound list has
  TestResult test(Watched list, List<IpAddress> controls, Instant deadline) {
    Optional<ListQuery.TestPoints> points = points(list);
    Poll control = Poll.of(list.controlled() ? controls : List.of(), list, resolver);
    Optional<Asked> listed =
        list.points() == Watched.Points.ABSENT
            ? Optional.empty()
            : points.map(ListQuery.TestPoints::mustBeListed).map(this::ask);
    Optional<Asked> unlisted = points.map(ListQuery.TestPoints::mustNotBeListed).map(this::ask);
    Optional<Asked> nonsense =
        points
            .flatMap(_ -> Question.of(nonsense() + "." + list.zone(), RecordType.A))
            .map(this::ask);

    List<TestResult> results = new ArrayList<>();
    listed.map(asked -> heard(asked, list, deadline)).map(ListTest::mustBe).ifPresent(results::add);
    unlisted
        .map(asked -> heard(asked, list, deadline))
        .map(ListTest::mustNotBe)
        .ifPresent(results::add);
    nonsense
        .map(asked -> heard(asked, list, deadline))
        .map(ListTest::mustNotBe)
        .ifPresent(results::add);
    results.add(controls(control, deadline));
    return results.stream().reduce(new TestResult.Good(), TestResult::worse);
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

  private Asked ask(Question question) {
    return new Asked(question, resolver.ask(question));
  }

  private Heard heard(Asked asked, Watched list, Instant deadline) {
    Answer answer = resolver.await(asked.answer, deadline);
    return new Heard(asked.question, ListQuery.meaning(answer, ReturnCodes.ANY, list.errors()));
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

  private static TestResult controls(Poll asked, Instant deadline) {
    Set<IpAddress> listed = asked.hear(deadline).listed();
    return listed.size() < LISTED_CONTROLS
        ? new TestResult.Good()
        : new TestResult.Wrong(
            "it lists %d of %d control addresses: %s"
                .formatted(
                    listed.size(),
                    asked.size(),
                    listed.stream().map(IpAddress::toString).collect(Collectors.joining(", "))));
  }
}
