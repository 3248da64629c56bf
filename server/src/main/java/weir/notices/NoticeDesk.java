package weir.notices;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.Account;
import weir.account.AccountBook;
import weir.asking.OneLine;

/// Keeps what is told, and a thread of its own sends it: to each receiver once a minute at most,
/// and after a failure ever later.
public final class NoticeDesk implements Notices, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NoticeDesk.class);

  /// How long a receiver is left in peace.
  static final Duration PEACE = Duration.ofMinutes(1);

  static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

  /// How long it is tried to send a notice.
  static final Duration TRIED = Duration.ofDays(1);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Path folder;
  private final Map<String, Receiver> receivers = new LinkedHashMap<>();
  private final Supplier<AccountBook> book;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private @Nullable NoticeStore store;
  private boolean isTold;
  private volatile boolean closing;
  private @Nullable Thread thread;

  /// @param folder of the server
  /// @param book the accounts as they are now
  NoticeDesk(
      Path folder, List<Receiver> receivers, Supplier<AccountBook> book, InstantSource clock) {
    this.folder = folder;
    receivers.forEach(each -> this.receivers.put(each.name(), each));
    this.book = book;
    this.clock = clock;
  }

  /// Begins to send.
  public void start() {
    if (!receivers.isEmpty()) {
      thread = Thread.ofPlatform().daemon().name("weir-notices").start(this::run);
    }
  }

  @Override
  public void tell(Notice notice) {
    if (receivers.isEmpty()) {
      return;
    }
    Optional<Account> account = notice.account().flatMap(id -> book.get().account(id));
    lock.lock();
    try {
      for (Receiver each : receivers.values()) {
        if (each.wants(notice.event())) {
          open().add(new NoticeStore.Key(each.name(), ""), notice);
        }
        if (account.isPresent() && each.isForCustomer(notice, account.get())) {
          open().add(new NoticeStore.Key(each.name(), account.get().id()), notice);
        }
      }
      isTold = true;
      told.signalAll();
    } catch (SQLException e) {
      log.error("nobody is told: {}: {}", notice.line(), e.getMessage());
      shut();
    } finally {
      lock.unlock();
    }
  }

  /// The caller holds the lock.
  private NoticeStore open() throws SQLException {
    NoticeStore open = store == null ? NoticeStore.open(folder) : store;
    store = open;
    return open;
  }

  private void run() {
    try {
      while (!closing) {
        round();
        await();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() throws InterruptedException {
    lock.lock();
    try {
      long left = LOOK_EVERY.toNanos();
      while (!isTold && !closing && left > 0) {
        left = told.awaitNanos(left);
      }
      isTold = false;
    } finally {
      lock.unlock();
    }
  }

  /// Tells everybody whose turn it is.
  void round() throws InterruptedException {
    try {
      for (NoticeStore.Key key : due()) {
        if (!closing) {
          turn(key);
        }
      }
    } catch (SQLException e) {
      log.error("notices are not sent: {}", e.getMessage());
      lock.lock();
      try {
        shut();
      } finally {
        lock.unlock();
      }
    }
  }

  private List<NoticeStore.Key> due() throws SQLException {
    return locked(() -> {
      Instant now = clock.instant();
      open().forgetTurnsBefore(now.minus(TRIED));
      List<NoticeStore.Key> due = new ArrayList<>();
      for (NoticeStore.Key key : open().waiting()) {
        if (!open().turn(key).next().isAfter(now)) {
          due.add(key);
        }
      }
      return due;
    });
  }

  /// Something done while nobody else uses the store.
  @FunctionalInterface
  private interface Kept<T> {
    T run() throws SQLException;
  }

  private <T> T locked(Kept<T> kept) throws SQLException {
    lock.lock();
    try {
      return kept.run();
    } finally {
      lock.unlock();
    }
  }

  private void turn(NoticeStore.Key key) throws SQLException, InterruptedException {
    List<Notice> pending = locked(() -> open().pending(key));
    NoticeStore.Turn turn = locked(() -> open().turn(key));
    Receiver receiver = receivers.get(key.receiver());
    Optional<Account> account =
        key.customer().isEmpty() ? Optional.empty() : book.get().account(key.customer());
    if (receiver == null || account.isEmpty() && !key.customer().isEmpty()) {
      locked(() -> {
        open().forget(key, pending); // the settings or the directory have it no more
        return true;
      });
      return;
    }
    try {
      receiver.send(
          new Digest(
              pending,
              turn.lost(),
              key.customer().isEmpty() ? Optional.empty() : Optional.of(key.customer())),
          account);
      sent(key, pending, turn);
    } catch (IOException | RuntimeException e) {
      failed(key, pending, turn, OneLine.of(e));
    }
  }

  private void sent(NoticeStore.Key key, List<Notice> sent, NoticeStore.Turn turn)
      throws SQLException {
    locked(() -> {
      open().forget(key, sent);
      int lostMeanwhile = open().turn(key).lost() - turn.lost();
      open().write(key, new NoticeStore.Turn(clock.instant().plus(PEACE), 0, lostMeanwhile));
      return true;
    });
  }

  private void failed(NoticeStore.Key key, List<Notice> pending, NoticeStore.Turn turn, String why)
      throws SQLException {
    Instant now = clock.instant();
    List<Notice> old =
        pending.stream().filter(each -> each.at().isBefore(now.minus(TRIED))).toList();
    Duration pause = pause(turn.fails());
    log.warn(
        "{} is not told of {} notices: {}; it is tried again in {} s",
        key.receiver(),
        pending.size(),
        why,
        pause.toSeconds());
    locked(() -> {
      open().forget(key, old);
      int lost = open().turn(key).lost() + old.size();
      open().write(key, new NoticeStore.Turn(now.plus(pause), turn.fails() + 1, lost));
      return true;
    });
  }

  private static Duration pause(int fails) {
    Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(fails, 10));
    return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
  }

  /// The caller holds the lock.
  private void shut() {
    NoticeStore open = store;
    store = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.warn("the file of notices is not closed: {}", e.getMessage());
      }
    }
  }

  /// What was not sent yet is sent after the next start.
  @Override
  public void close() {
    closing = true;
    Thread running = thread;
    lock.lock();
    try {
      told.signalAll();
    } finally {
      lock.unlock();
    }
    if (running != null) {
      try {
        if (!running.join(CLOSE_WAIT)) {
          running.interrupt();
          running.join(CLOSE_WAIT);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    lock.lock();
    try {
      shut();
    } finally {
      lock.unlock();
    }
  }
}
