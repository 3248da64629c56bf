package weir.nexthop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import weir.smtp.Extensions;
import weir.smtp.Keyword;

/// Delivers into Maildirs: the next hop of the embedded default.
///
/// A message is durable under its final name in the mailbox of every recipient before it is
/// [Handover.Taken]; where that fails for one of them, it is in none. Only a crash between two
/// renames can leave it in some without an answer to the client, whose retry is then a second copy
/// (invariant 1). All file work runs on a few platform threads of this hop's own.
public final class MaildirHop implements NextHop {

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Extensions EXTENSIONS =
      Extensions.endToEnd(OptionalLong.empty(), Set.of(Keyword.EIGHT_BIT_MIME, Keyword.SMTPUTF8));

  private final String name;
  private final HopSettings.Maildir settings;
  private final MaildirStore store;
  private final MaildirNames names;
  private final HopHealth health;
  private final ThreadPoolExecutor writers;

  /// @param host name of this machine, for the names of files
  /// @param nanoTime as [System#nanoTime]
  public MaildirHop(String name, HopSettings.Maildir settings, String host, LongSupplier nanoTime) {
    this(name, settings, host, nanoTime, new DiskMaildirStore());
  }

  MaildirHop(
      String name,
      HopSettings.Maildir settings,
      String host,
      LongSupplier nanoTime,
      MaildirStore store) {
    this.name = name;
    this.settings = settings;
    this.store = store;
    this.names = new MaildirNames(host);
    this.health = new HopHealth(SHORTEST_PAUSE, LONGEST_PAUSE, nanoTime);
    this.writers =
        new ThreadPoolExecutor(
            settings.writers(),
            settings.writers(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.waiting()),
            Thread.ofPlatform().name("maildir-" + name + "-", 1).daemon().factory());
    writers.allowCoreThreadTimeOut(true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Trouble> troubleNow() {
    return health.troubleNow();
  }

  /// Files take any octet and any size the disk holds; delivery notices we do not write.
  @Override
  public Extensions extensions() {
    return EXTENSIONS;
  }

  /// Folders need no asking.
  @Override
  public Optional<String> probe() {
    return Optional.empty();
  }

  @Override
  public Handover handOver(Handing handing) {
    MaildirDelivery delivery = new MaildirDelivery(store, names, settings, handing);
    FutureTask<Handover> task = new FutureTask<>(delivery::deliver);
    try {
      writers.execute(task);
    } catch (RejectedExecutionException e) {
      return new Handover.Failed("more messages wait to be written than may wait", true);
    }
    Handover outcome = await(task, delivery);
    switch (outcome) {
      case Handover.Failed failed -> health.failed(failed.cause());
      case Handover.Taken _ -> health.succeeded();
      case Handover.TakenBySome _,
          Handover.Refused _,
          Handover.OurFault _,
          Handover.ClientGone _ -> {}
    }
    return outcome;
  }

  /// Waits for the disk. A delivery that has begun to rename is always awaited to its end.
  private Handover await(FutureTask<Handover> task, MaildirDelivery delivery) {
    boolean patient = false;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return patient
              ? task.get()
              : task.get(settings.writeTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (delivery.cancel()) {
            return new Handover.Failed(
                "the disk took longer than " + settings.writeTimeout(), true);
          }
          patient = true;
        } catch (InterruptedException e) {
          interrupted = true;
          if (delivery.cancel()) {
            return new Handover.Failed("interrupted before the message was written", true);
          }
          patient = true;
        } catch (ExecutionException e) {
          return new Handover.Failed("writing failed: " + e.getCause(), true);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Messages under way are finished; the threads end by themselves when nothing is left to write.
  @Override
  public void close() {}
}
