package weir.dns;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Where answers come from: the port between those who judge and the name servers.
public interface Resolver {

  /// Asks, and returns at once. Never throws and never returns a future that fails: what goes wrong
  /// is an [Answer.Failed]. The future completes within the resolver's own deadline whatever the
  /// network does; that of a remembered answer is complete already. It may be shared with others
  /// who ask the same, so it cannot be cancelled or completed by the caller, and what is chained to
  /// it must not block.
  CompletableFuture<Answer> ask(Question question);

  /// Waits for what was [asked][#ask] until `deadline`, by the clock of this resolver. Past it (or
  /// when the waiting thread is interrupted) the answer is [Answer.Failed]; an answer that is there
  /// already is returned even then. To ask several questions at once, ask them all before waiting
  /// for the first.
  Answer await(CompletableFuture<Answer> asked, Instant deadline);

  /// Asks one question and waits for its answer.
  default Answer await(Question question, Instant deadline) {
    return await(ask(question), deadline);
  }
}
