package weir.rehearsal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.Resolver;
import weir.dns.Zone;

/// Answers from the names that a dialog gives, at once; what is written as `SILENT` never comes,
/// and waiting for it gives up without time passing. Nobody else is asked.
public final class ZoneResolver implements Resolver {
  private final Zone zone;

  public ZoneResolver(Zone zone) {
    this.zone = zone;
  }

  @Override
  public CompletableFuture<Answer> ask(Question question) {
    return zone.trouble(question.name()).filter(Zone.Trouble.SILENT::equals).isPresent()
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(zone.answer(question));
  }

  @Override
  public Answer await(CompletableFuture<Answer> asked, Instant deadline) {
    return asked.getNow(Answer.NOT_IN_TIME);
  }
}
