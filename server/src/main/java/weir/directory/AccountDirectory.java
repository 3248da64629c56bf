package weir.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Trouble;
import weir.files.OwnerOnly;
import weir.net.IpAddress;

/// The directory of the running server: answers from memory, and reads its sources at intervals on
/// a thread of its own. What was read last stays while a source fails, also over a restart.
public final class AccountDirectory implements Directory, AutoCloseable {
  /// Where the copies are, in the server's folder.
  public static final String FOLDER = "directory";

  private static final Logger log = LoggerFactory.getLogger(AccountDirectory.class);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Path folder;
  private final InstantSource clock;
  private final InstantSource age;
  private final Semaphore wanted = new Semaphore(0);
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile Wanted settings;
  private volatile Map<String, SourceSync> sources = Map.of();
  private volatile AccountBook book;
  private volatile List<Trouble> troubles = List.of();
  private volatile boolean isKnown;
  private volatile boolean closing;
  private volatile BooleanSupplier afterwards = () -> true;
  private @Nullable Thread thread;

  /// What the configuration says.
  private record Wanted(DirectorySettings directory, Map<String, HostSettings> hosts) {}

  private AccountDirectory(Path folder, InstantSource clock, InstantSource age, Wanted settings) {
    this.folder = folder;
    this.clock = clock;
    this.age = age;
    this.settings = settings;
    this.book = AccountBook.of(List.of(), List.of(), Map.of());
  }

  /// What was kept in the folder, by these settings. No source is read before [#start].
  ///
  /// @param folder the server's
  /// @param age the time by which what has ended is forgotten, see [weir.retention.RetentionClock]
  public static AccountDirectory open(
      Path folder,
      DirectorySettings directory,
      Map<String, HostSettings> hosts,
      InstantSource clock,
      InstantSource age) {
    AccountDirectory made = unread(folder, directory, hosts, clock, age);
    made.load();
    return made;
  }

  /// The same before anything is read: nobody is known until [#start], which a server does once it
  /// takes mail. A million identities take seconds.
  public static AccountDirectory unread(
      Path folder,
      DirectorySettings directory,
      Map<String, HostSettings> hosts,
      InstantSource clock,
      InstantSource age) {
    return new AccountDirectory(folder.resolve(FOLDER), clock, age, new Wanted(directory, hosts));
  }

  /// Takes over other settings, and reads all sources soon: those that are the same keep what they
  /// have until then.
  public synchronized void use(DirectorySettings directory, Map<String, HostSettings> hosts) {
    Wanted next = new Wanted(directory, Map.copyOf(hosts));
    if (!next.equals(settings)) {
      settings = next;
      load();
    }
    wanted.release();
  }

  private synchronized void load() {
    Map<String, SourceSync> next = new LinkedHashMap<>();
    DirectorySettings directory = settings.directory();
    directory
        .sources()
        .forEach((name, source) -> {
          SourceSync before = sources.get(name);
          if (before != null && before.settings().equals(source)) {
            next.put(name, before);
          } else {
            if (before != null) {
              before.retire();
            }
            SourceSync made = new SourceSync(name, source, folder, clock, age);
            made.load(directory);
            next.put(name, made);
          }
        });
    sources.forEach((name, before) -> {
      if (!next.containsKey(name)) {
        before.retire();
      }
    });
    sources = next;
    makeBook();
  }

  private synchronized void makeBook() {
    List<Ledger> ledgers = new ArrayList<>();
    sources.values().forEach(source -> source.good().ifPresent(ledgers::add));
    AccountBook made = Books.of(ledgers, settings.directory(), settings.hosts());
    troubles = Troubles.of(made, settings.directory().plans(), clock.instant());
    book = made;
  }

  /// Reads what was kept, then the sources, now and from now on. No other process may read sources
  /// in the same folder.
  public synchronized void start() {
    if (thread == null) {
      load();
      if (sources.values().stream().allMatch(source -> source.good().isPresent())) {
        becomeKnown();
      }
      thread = Thread.ofPlatform().daemon().name("weir-directory").start(this::run);
    }
  }

  private void run() {
    AccountBook told = null;
    try {
      while (!closing) {
        syncAll();
        if (!closing) {
          becomeKnown();
          AccountBook now = book; // another one after each reading, mostly with the same in it
          told = (told != null && now.isSameAs(told)) || tell() ? now : null;
        }
        Duration every = settings.directory().every();
        if (wanted.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
          wanted.drainPermits();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until each source has a good copy, or has been asked for its first one: before that,
  /// whoever is not known may be only not read yet. Takes as long as the sources have for an
  /// answer, one after the other.
  ///
  /// @return whether it is so; false when it was closed before
  public boolean awaitKnown() throws InterruptedException {
    decided.await();
    return isKnown;
  }

  /// A defect there must not end the reading of accounts.
  private boolean tell() {
    try {
      return afterwards.getAsBoolean();
    } catch (RuntimeException e) {
      log.error("what follows from the accounts is not done, it is tried again later", e);
      return false;
    }
  }

  private void becomeKnown() {
    isKnown = true;
    decided.countDown();
  }

  /// What is done after the first reading of all sources, and after each that knows something else
  /// than the one before, on their thread.
  ///
  /// @param what says whether it is done; if not, or when it throws, it is asked again after the
  ///   next reading
  public void afterEachChange(BooleanSupplier what) {
    afterwards = what;
  }

  /// Reads every source once, one after the other.
  void syncAll() throws InterruptedException {
    if (sources.isEmpty()) {
      return;
    }
    try {
      OwnerOnly.folder(folder);
    } catch (IOException e) {
      log.error("accounts cannot be kept in {}: {}", folder, e.toString());
    }
    boolean changed = false;
    for (SourceSync source : sources.values()) {
      if (closing) {
        return;
      }
      changed |= source.sync(settings.directory());
    }
    if (changed) {
      makeBook();
    }
  }

  /// Takes over what a source says although it was refused.
  ///
  /// @param source its name; empty for all that have something refused
  /// @return what was taken over, a line a source
  /// @throws IOException when it cannot be kept; then it is as before
  public List<String> accept(Optional<String> source) throws IOException {
    List<String> accepted = new ArrayList<>();
    for (var each : sources.entrySet()) {
      if (source.isEmpty() || source.get().equals(each.getKey())) {
        each.getValue().accept().ifPresent(accepted::add);
      }
    }
    if (!accepted.isEmpty()) {
      makeBook();
      accepted.forEach(line -> log.info("accepted: {}", line));
      wanted.release();
    }
    return accepted;
  }

  /// All that is known now.
  public AccountBook book() {
    return book;
  }

  /// What cannot be right in it, or will not work.
  public List<Trouble> troubles() {
    return troubles;
  }

  /// What an account may send, if its plan says so.
  public Optional<PlanSettings> plan(Account account) {
    return account.plan().map(settings.directory().plans()::get);
  }

  /// How each source is, in the order of the configuration.
  public List<SourceState> sources() {
    return sources.values().stream().map(SourceSync::state).toList();
  }

  /// How old what a source said may be before it is told of.
  public Duration stale() {
    return settings.directory().stale();
  }

  @Override
  public Ownership owner(Identity identity, Instant at) {
    return book.owner(identity, at);
  }

  @Override
  public Optional<Account> account(String id) {
    return book.account(id);
  }

  @Override
  public Optional<Host> hostAt(IpAddress address, Instant at) {
    return book.hostAt(address, at);
  }

  @Override
  public Optional<Host> host(String name) {
    return book.host(name);
  }

  @Override
  public boolean hasAddresses() {
    return book.hasAddresses();
  }

  /// Users of the system that list software runs as, each a name or a uid.
  public Set<String> listUsers() {
    return Set.copyOf(settings.directory().listUsers());
  }

  /// Users of the system that only delivery agents run as, each a name or a uid.
  public Set<String> deliveryUsers() {
    return Set.copyOf(settings.directory().deliveryUsers());
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    decided.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      running.join(CLOSE_WAIT);
    }
  }
}
