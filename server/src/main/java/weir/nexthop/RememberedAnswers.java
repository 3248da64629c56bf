package weir.nexthop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import weir.routing.RecipientAnswer;

/// What a hop said of recipients, for a while. Yes and no are bounded apart: guessing at addresses
/// cannot push out those that exist.
final class RememberedAnswers {

  private final Cache<String, RecipientAnswer> existing;
  private final Cache<String, RecipientAnswer> unknown;

  RememberedAnswers(CallForwardSettings settings, LongSupplier nanoTime) {
    this.existing = cache(settings.remembered(), settings.rememberExisting(), nanoTime);
    this.unknown = cache(settings.remembered(), settings.rememberUnknown(), nanoTime);
  }

  private static Cache<String, RecipientAnswer> cache(
      int bound, Duration time, LongSupplier nanoTime) {
    return Caffeine.newBuilder()
        .maximumSize(bound)
        .expireAfterWrite(time)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  Optional<RecipientAnswer> find(String recipient) {
    RecipientAnswer yes = existing.getIfPresent(recipient);
    return Optional.ofNullable(yes != null ? yes : unknown.getIfPresent(recipient));
  }

  /// An answer that could not be had is not remembered.
  void remember(String recipient, RecipientAnswer answer) {
    switch (answer) {
      case RecipientAnswer.Exists _ -> {
        unknown.invalidate(recipient);
        existing.put(recipient, answer);
      }
      case RecipientAnswer.NoSuchUser _ -> {
        existing.invalidate(recipient);
        unknown.put(recipient, answer);
      }
      case RecipientAnswer.Unknown _ -> {}
    }
  }
}
