package weir.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.asking.OneLine;
import weir.lookup.Source.NoAnswer;
import weir.routing.MapAnswer;
import weir.routing.MapSource;
import weir.threads.FewThreads;

/// A map that is asked name by name, with what it said remembered.
///
/// A name is asked for once at a time, whoever waits for it. While the source fails, what it said
/// last of a name that is there holds on for [LookupSettings#lastGood]; that a name is not there is
/// never believed longer than [LookupSettings#rememberAbsent], for it leads to a 5xx.
public final class Lookup implements MapSource, AutoCloseable {

  private final LookupSettings settings;
  private final Source source;
  private final LongSupplier nanoTime;
  private final LookupCounts counts = new LookupCounts();
  private final Cache<String, Kept> found;
  private final Cache<String, Kept> absent;
  private final ConcurrentHashMap<String, CompletableFuture<MapAnswer>> underWay =
      new ConcurrentHashMap<>();
  private final FewThreads threads;
  private final SourceTrouble trouble;
  private final AtomicInteger edition = new AtomicInteger();

  /// An answer that was had.
  ///
  /// @param edition how many times all was to be asked anew before it was had
  private record Kept(MapAnswer answer, long at, int edition) {}

  Lookup(LookupSettings settings, Source source, LongSupplier nanoTime) {
    this.settings = settings;
    this.source = source;
    this.nanoTime = nanoTime;
    this.found = memory(settings);
    this.absent = memory(settings);
    this.trouble = new SourceTrouble(settings.ask().name(), settings.pause(), nanoTime);
    this.threads = new FewThreads("weir-lookup", settings.atOnce(), settings.waiting());
  }

  /// Apart, so that guessing at addresses cannot push out those that exist.
  private static Cache<String, Kept> memory(LookupSettings settings) {
    return Caffeine.newBuilder().maximumSize(settings.remembered()).executor(Runnable::run).build();
  }

  /// Asks nobody yet.
  ///
  /// @throws IOException with a sentence for the operator, for settings that cannot work
  public static Lookup open(LookupSettings settings) throws IOException {
    return new Lookup(settings, Source.of(settings), System::nanoTime);
  }

  /// What keeps settings from working that only looking tells: a database without its driver.
  public static Optional<String> mistake(LookupSettings settings) {
    if (settings.ask() instanceof SourceSettings.Sql sql) {
      try (Source _ = SqlSource.open(sql, settings.deadline())) {
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  public LookupSettings settings() {
    return settings;
  }

  public LookupCounts counts() {
    return counts;
  }

  /// Why the source is not of use now; empty when its last answer was good.
  public Optional<String> trouble() {
    return trouble.cause();
  }

  /// From now on every name is asked for once more, and what is remembered is only the last good
  /// answer: the operator may have changed the tables.
  public void askAnew() {
    edition.incrementAndGet();
  }

  @Override
  public MapAnswer ask(String name) throws InterruptedException {
    counts.questions.increment();
    if (!canBeAName(name)) {
      return MapAnswer.ABSENT;
    }
    Optional<MapAnswer> remembered = remembered(name);
    if (remembered.isPresent()) {
      counts.remembered.increment();
      return remembered.get();
    }
    MapAnswer answer = await(asked(name));
    return answer instanceof MapAnswer.Unknown ? lastGood(name).orElse(answer) : answer;
  }

  /// What no line of a text and no table holds is not there. Quoted local parts may have blanks.
  private static boolean canBeAName(String name) {
    return name.chars().noneMatch(c -> c < ' ' || c == 0x7f);
  }

  private Optional<MapAnswer> remembered(String name) {
    return good(found.getIfPresent(name), settings.rememberFound().toNanos(), edition.get())
        .or(() ->
            good(absent.getIfPresent(name), settings.rememberAbsent().toNanos(), edition.get()));
  }

  private Optional<MapAnswer> lastGood(String name) {
    Kept kept = found.getIfPresent(name);
    Optional<MapAnswer> good =
        kept == null ? Optional.empty() : good(kept, settings.lastGood().toNanos(), kept.edition());
    good.ifPresent(_ -> counts.lastGood.increment());
    return good;
  }

  private Optional<MapAnswer> good(@Nullable Kept kept, long nanos, int of) {
    return kept != null && kept.edition() == of && nanoTime.getAsLong() - kept.at() < nanos
        ? Optional.of(kept.answer())
        : Optional.empty();
  }

  private CompletableFuture<MapAnswer> asked(String name) {
    CompletableFuture<MapAnswer> mine = new CompletableFuture<>();
    CompletableFuture<MapAnswer> other = underWay.putIfAbsent(name, mine);
    if (other != null) {
      counts.joined.increment();
      return other;
    }
    Optional<String> pausing = trouble.pausing();
    if (pausing.isPresent()) {
      finish(name, mine, new MapAnswer.Unknown(pausing.get()));
      return mine;
    }
    long since = nanoTime.getAsLong();
    try {
      threads.execute(() -> finish(name, mine, look(name, since)));
    } catch (RejectedExecutionException e) {
      finish(name, mine, failed(String.valueOf(e.getMessage())));
    }
    return mine;
  }

  private void finish(String name, CompletableFuture<MapAnswer> asked, MapAnswer answer) {
    underWay.remove(name, asked);
    asked.complete(answer);
  }

  private MapAnswer look(String name, long since) {
    if (nanoTime.getAsLong() - since > settings.deadline().toNanos()) {
      return failed("the question waited for its turn too long");
    }
    counts.asked.increment();
    int asOf = edition.get();
    try {
      MapAnswer answer = source.ask(name);
      keep(name, new Kept(answer, nanoTime.getAsLong(), asOf));
      trouble.over();
      return answer;
    } catch (NoAnswer e) {
      counts.failures.increment();
      return new MapAnswer.Unknown(trouble.ofOne(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      counts.failures.increment();
      return new MapAnswer.Unknown(trouble.ofAll(String.valueOf(e.getMessage())));
    } catch (InterruptedException _) {
      return failed("it is being closed");
    } catch (RuntimeException | Error defect) {
      counts.failures.increment();
      return new MapAnswer.Unknown(trouble.ofAll("failed: " + OneLine.of(defect.toString())));
    }
  }

  private MapAnswer failed(String cause) {
    counts.failures.increment();
    return new MapAnswer.Unknown(trouble.ofOne(cause));
  }

  private void keep(String name, Kept kept) {
    switch (kept.answer()) {
      case MapAnswer.Found _ -> {
        absent.invalidate(name);
        found.put(name, kept);
      }
      case MapAnswer.Absent() -> {
        found.invalidate(name);
        absent.put(name, kept);
      }
      case MapAnswer.Unknown _ -> {}
    }
  }

  private MapAnswer await(CompletableFuture<MapAnswer> asked) throws InterruptedException {
    try {
      return asked.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return failed("no answer within " + settings.deadline().toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look-up tells its failures", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    underWay.forEach((name, asked) -> finish(name, asked, new MapAnswer.Unknown("it was closed")));
    source.close();
  }
}
