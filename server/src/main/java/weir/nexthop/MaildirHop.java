package weir.nexthop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import weir.disk.DiskThreads;
import weir.disk.NotCommitted;
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
  private final DiskThreads writers;

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
    this.writers = new DiskThreads("maildir-" + name, settings.writers(), settings.waiting());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<HopTrouble> troubleNow() {
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
    Handover outcome = run(new MaildirDelivery(store, names, settings, handing));
    switch (outcome) {
      case Handover.Failed failed -> health.failed(failed.cause());
      case Handover.NoRoom(var cause) -> health.failed(cause);
      case Handover.Taken _ -> health.succeeded();
      case Handover.Busy _,
          Handover.TakenBySome _,
          Handover.Refused _,
          Handover.OurFault _,
          Handover.ClientGone _ -> {}
    }
    return outcome;
  }

  private Handover run(MaildirDelivery delivery) {
    try {
      return writers.commit(delivery::deliver, settings.writeTimeout());
    } catch (RejectedExecutionException e) {
      return new Handover.Busy("messages to be written: " + e.getMessage());
    } catch (NotCommitted e) {
      return new Handover.Failed(e.getMessage(), true);
    }
  }

  /// Messages under way are finished; the threads end by themselves when nothing is left to write.
  @Override
  public void close() {}
}
