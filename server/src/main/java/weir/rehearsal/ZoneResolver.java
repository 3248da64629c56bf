package weir.rehearsal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.Resolver;
import weir.dns.Zone;

/// Answers from the names that a dialog gives, at once; what is written as `SILENT` never comes,
/// and waiting for it gives up as late as may be, by the clock of the rehearsal: no real time
/// passes. Nobody else is asked.
public final class ZoneResolver implements Resolver {
  private final Zone zone;
  private final HandClock clock;

  public ZoneResolver(Zone zone, HandClock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Answer> ask(Question question) {
    return zone.trouble(question.name()).filter(Zone.Trouble.SILENT::equals).isPresent()
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(zone.answer(question));
  }

  @Override
  public Answer await(CompletableFuture<Answer> asked, Instant deadline) {
    if (!asked.isDone()) {
      clock.waitUntil(deadline);
    }
    return asked.getNow(Answer.NOT_IN_TIME);
  }
}
