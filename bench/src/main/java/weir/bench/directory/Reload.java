package weir.bench.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import weir.account.Identity;
import weir.account.Ownership;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.directory.AccountDirectory;
import weir.directory.DirectorySettings;

/// Reads accounts with ten identities each from a CSV file as the server does, then again and again
/// after a change of one of them: from the request to reload until the new owner is known.
public final class Reload {
  private static final int IDENTITIES = 10;
  private static final int LOGINS = 5;
  private static final int TIMES = 7;
  private static final int FIRST_UID = 1_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Path folder;
  private final int accounts;

  private Reload(Path folder, int accounts) {
    this.folder = folder;
    this.accounts = accounts;
  }

  /// @param arguments folder, which is to be empty, and number of identities
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new Reload(Path.of(arguments[0]), Integer.parseInt(arguments[1]) / IDENTITIES).run();
  }

  private void run() throws IOException, InterruptedException {
    write(0);
    DirectorySettings settings = settings();
    try (AccountDirectory directory =
        AccountDirectory.unread(
            folder, settings, Map.of(), InstantSource.system(), InstantSource.system())) {
      measure("first time", directory, 0, directory::start);
      for (int i = 1; i <= TIMES; i++) {
        write(i);
        measure("reload", directory, i, () -> directory.use(settings, Map.of()));
      }
    }
    try (AccountDirectory directory =
        AccountDirectory.unread(
            folder, settings, Map.of(), InstantSource.system(), InstantSource.system())) {
      measure("start with what was kept", directory, TIMES, directory::start);
    }
  }

  private void measure(String what, AccountDirectory directory, int round, Runnable begin) {
    long cpu = cpu();
    long start = System.nanoTime();
    begin.run();
    Identity.LocalUser sought = new Identity.LocalUser("web1", marker(round));
    while (!(directory.owner(sought, Instant.now()) instanceof Ownership.Owned)) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IllegalStateException(directory.sources().toString());
      }
      LockSupport.parkNanos(1_000_000);
    }
    System.out.printf(
        "%-26s %6.2f s  %6.2f s of processor  %,d identities%n",
        what,
        (System.nanoTime() - start) / 1e9,
        (cpu() - cpu) / 1e9,
        directory.sources().getFirst().identities());
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private long marker(int round) {
    return FIRST_UID + accounts + round;
  }

  private DirectorySettings settings() {
    String table =
        "every = \"7d\"\n[sources.panel]\ntype = \"csv\"\nfile = \"panel.csv\"\nhost = \"web1\"\n";
    return switch (new Binder(Values.standard())
        .text(DirectorySettings.class, table, folder.resolve("weir.toml"))) {
      case Binding.Bound<DirectorySettings>(var settings, _) -> settings;
      case Binding.Refused<DirectorySettings>(var mistakes) ->
          throw new IllegalStateException(mistakes.toString());
    };
  }

  /// Beside, then renamed, as an export should.
  private void write(int round) throws IOException {
    Path beside = folder.resolve("panel.new");
    try (BufferedWriter out = Files.newBufferedWriter(beside, UTF_8)) {
      out.write(
          "account,name,reseller,plan,contact,login,host,uid,user,script,site,sender-domain\n");
      for (int i = 0; i < accounts; i++) {
        account(i, out);
      }
      out.write("0,,,,,,,%d,,,,\n".formatted(marker(round)));
    }
    Files.move(beside, folder.resolve("panel.csv"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static void account(int i, BufferedWriter out) throws IOException {
    String domain = "shop" + i + ".example";
    out.write("%d,Shop number %d,,business,owner%d@elsewhere.example,,,,,,,\n".formatted(i, i, i));
    out.write("%d,,,,,,web%d,%d,u%d,/home/u%d,,\n".formatted(i, i % 40, FIRST_UID + i, i, i));
    out.write("%d,,,,,,,,,,%s,%s\n".formatted(i, domain, domain));
    for (int login = 0; login < LOGINS; login++) {
      out.write("%d,,,,,box%d@%s,,,,,,\n".formatted(i, login, domain));
    }
  }
}
