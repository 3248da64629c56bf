package weir.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.net.IpAddress;
import weir.verdict.Evidence;

/// The names of an address, and whether one of them leads back to it.
///
/// The method is called "iprev" in RFC 8601 section 3. Remembers nothing itself: the resolver does.
public final class ReverseNames {

  /// Names looked at. A sound server has one; more would let a stranger have us ask at will.
  static final int MOST_NAMES = 10;

  /// What was found out.
  public sealed interface Reverse {
    /// The name leads back to the address; with `exact` false, to its neighbourhood only.
    record Confirmed(String name, boolean exact) implements Reverse {}

    record NotConfirmed(List<Evidence> evidence) implements Reverse {}

    record NoName(Evidence evidence) implements Reverse {}

    record Failed(String cause, List<Evidence> evidence) implements Reverse {}
  }

  private final Resolver resolver;
  private final boolean loose;

  /// @param loose whether an address in the same /24 or /64 counts as leading back
  public ReverseNames(Resolver resolver, boolean loose) {
    this.resolver = resolver;
    this.loose = loose;
  }

  /// Asks, so that the answers are on their way.
  public void prepare(IpAddress client) {
    CompletableFuture<Answer> names = resolver.ask(question(client));
    if (!names.isDone()) {
      RecordType type = forward(client);
      var _ =
          names.thenAccept(answer -> {
            for (Question each : questions(answer, type)) {
              var _ = resolver.ask(each);
            }
          });
    }
  }

  public Reverse look(IpAddress client, Instant deadline) {
    Question question = question(client);
    Answer names = resolver.await(resolver.ask(question), deadline);
    return switch (names) {
      case Answer.Found _ -> confirm(client, question, names, deadline);
      case Answer.Absent _ -> new Reverse.NoName(DnsEvidence.of(question, names));
      case Answer.Failed(var cause, var _) ->
          new Reverse.Failed(cause, List.of(DnsEvidence.of(question, names)));
    };
  }

  private Reverse confirm(IpAddress client, Question question, Answer names, Instant deadline) {
    List<Question> questions = questions(names, forward(client));
    List<CompletableFuture<Answer>> asked = new ArrayList<>(questions.size());
    for (Question each : questions) {
      asked.add(resolver.ask(each));
    }
    List<Answer> answers = new ArrayList<>(asked.size());
    int near = -1;
    for (int i = 0; i < asked.size(); i++) {
      Answer answer = resolver.await(asked.get(i), deadline);
      answers.add(answer);
      if (holds(answer, client, false)) {
        return new Reverse.Confirmed(questions.get(i).name(), true);
      }
      if (loose && near < 0 && holds(answer, client, true)) {
        near = i;
      }
    }
    return near >= 0
        ? new Reverse.Confirmed(questions.get(near).name(), false)
        : notConfirmed(question, names, questions, answers);
  }

  /// Names that all lead elsewhere are a "no"; when one of them could not be followed, nobody
  /// knows.
  private static Reverse notConfirmed(
      Question question, Answer names, List<Question> questions, List<Answer> answers) {
    List<Evidence> evidence = new ArrayList<>(answers.size() + 1);
    evidence.add(DnsEvidence.of(question, names));
    String cause = "";
    for (int i = 0; i < answers.size(); i++) {
      evidence.add(DnsEvidence.of(questions.get(i), answers.get(i)));
      if (answers.get(i) instanceof Answer.Failed(var why, var _)) {
        cause = questions.get(i) + ": " + why;
      }
    }
    return cause.isEmpty()
        ? new Reverse.NotConfirmed(evidence)
        : new Reverse.Failed(cause, evidence);
  }

  private static boolean holds(Answer answer, IpAddress client, boolean near) {
    if (!(answer instanceof Answer.Found found)) {
      return false;
    }
    for (DnsRecord record : found.records()) {
      if (record instanceof DnsRecord.Address(IpAddress address)
          && (address.equals(client) || (near && client.network().contains(address)))) {
        return true;
      }
    }
    return false;
  }

  private static Question question(IpAddress client) {
    return new Question(client.reverseName(), RecordType.PTR);
  }

  private static RecordType forward(IpAddress client) {
    return client.isV4() ? RecordType.A : RecordType.AAAA;
  }

  private static List<Question> questions(Answer names, RecordType type) {
    if (!(names instanceof Answer.Found found)) {
      return List.of();
    }
    List<Question> questions = new ArrayList<>(2);
    for (DnsRecord record : found.records()) {
      if (record instanceof DnsRecord.Name(String name)
          && !name.isEmpty()
          && questions.size() < MOST_NAMES) {
        Question.of(name, type).ifPresent(questions::add);
      }
    }
    return questions;
  }
}
