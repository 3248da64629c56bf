package weir.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.Resolver;
import weir.dns.Zone;

/// A resolver that answers from a few lines of text, at once, and remembers what it was asked.
///
/// ```java
/// MapResolver dns = new MapResolver("example.net MX 10 mail.example.net", "broken.example SERVFAIL");
/// ```
///
/// The lines are those of [Zone]. A name written as `SILENT` gives a future that stays open, so
/// that a test can see what happens until an answer is [given][#answerSilent]; waiting for it gives
/// up at once, without time passing.
public final class MapResolver implements Resolver {

  private record Open(Question question, CompletableFuture<Answer> future) {}

  private final List<Question> asked = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private Zone zone;

  public MapResolver(String... lines) {
    this(Zone.parse(String.join("\n", lines)));
  }

  public MapResolver(Zone zone) {
    this.zone = zone;
  }

  /// Adds lines to what is known.
  public synchronized void add(String... lines) {
    zone = zone.and(String.join("\n", lines));
  }

  @Override
  public synchronized CompletableFuture<Answer> ask(Question question) {
    asked.add(question);
    if (zone.trouble(question.name()).filter(Zone.Trouble.SILENT::equals).isPresent()) {
      CompletableFuture<Answer> future = new CompletableFuture<>();
      open.add(new Open(question, future));
      return future;
    }
    return CompletableFuture.completedFuture(zone.answer(question));
  }

  @Override
  public Answer await(CompletableFuture<Answer> asked, Instant deadline) {
    return asked.getNow(Answer.NOT_IN_TIME);
  }

  /// Answers everything that was asked so far of names written as `SILENT`, as their time-out
  /// would.
  public void answerSilent() {
    List<Open> waiting;
    synchronized (this) {
      waiting = List.copyOf(open);
      open.clear();
    }
    for (Open one : waiting) {
      one.future().complete(zone.answer(one.question()));
    }
  }

  /// All questions so far, in order.
  public synchronized List<Question> asked() {
    return List.copyOf(asked);
  }
}
