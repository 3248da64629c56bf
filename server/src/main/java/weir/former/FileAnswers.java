package weir.former;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.Resolver;
import weir.dns.Zone;

/// Answers of DNS from a [CompareFile], and where it may from name servers.
///
/// @param servers asked for names that the file does not have; empty where nobody is
public record FileAnswers(Zone world, Optional<Resolver> servers) implements Resolver {

  /// What a file says, before or in place of these servers.
  public static Resolver of(CompareFile file, Resolver servers) {
    return new FileAnswers(file.world(), file.closed() ? Optional.empty() : Optional.of(servers));
  }

  @Override
  public CompletableFuture<Answer> ask(Question question) {
    boolean known = world.exists(question.name()) || world.trouble(question.name()).isPresent();
    return servers.isPresent() && !known
        ? servers.get().ask(question)
        : CompletableFuture.completedFuture(world.answer(question));
  }

  @Override
  public Answer await(CompletableFuture<Answer> asked, Instant deadline) {
    return asked.isDone() || servers.isEmpty()
        ? asked.getNow(Answer.NOT_IN_TIME)
        : servers.get().await(asked, deadline);
  }
}
