package weir.testkit.peers;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Assumptions;

/// A network of a test's own (network_namespaces(7)), which is that of one thread and of the
/// programs that it starts. It has the addresses 192.0.2.10 and 2001:db8::10 and a way to
/// everywhere at which nobody answers, so that connections wait; nothing that is sent leaves it.
public final class OwnNetwork {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final String NOWHERE = "02:00:00:00:00:01";

  /// Why tests in it did not run.
  public static final String NEEDED = "only root can make a network namespace, and it takes ip(8)";

  private OwnNetwork() {}

  /// Runs on a thread of its own in a network of its own; a test is skipped where that cannot be.
  public static <T> T run(Callable<T> work) throws Exception {
    Assumptions.assumeTrue(isRoot() && hasIp(), NEEDED);
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this kernel has no IPv6");
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("own network")
        .start(() -> {
          try {
            makeOne();
            result.complete(work.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean hasIp() throws InterruptedException {
    return has("ip", "-Version");
  }

  /// Skips the running test where there is no nft(8).
  public static void needsFirewall() throws InterruptedException {
    Assumptions.assumeTrue(
        has("nft", "--version"), "the fence needs nft(8), of the package nftables");
  }

  /// Skips the running test where there is no iptables(8) or no ipset(8).
  public static void needsIptables() throws InterruptedException {
    Assumptions.assumeTrue(
        has("iptables", "--version") && has("ipset", "-v"),
        "a fence without nft needs iptables(8) and ipset(8)");
  }

  /// Skips the running test where one of these programs is not there.
  public static void needs(String... programs) throws InterruptedException {
    for (String each : programs) {
      Assumptions.assumeTrue(has(each, "--version"), "no " + each + " here");
    }
  }

  private static boolean has(String... line) throws InterruptedException {
    try {
      return started(line).waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  @SuppressWarnings("restricted") // unshare(2), declared here
  private static void makeOne() throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle unshare =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("unshare"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    if ((int) unshare.invokeExact(CLONE_NEWNET) != 0) {
      Assumptions.abort(NEEDED); // root of a container
    }
    for (String line :
        List.of(
            "link set lo up",
            "link add out type veth peer name nowhere",
            "link set nowhere up",
            "address add 192.0.2.10/24 dev out",
            "address add 2001:db8::10/64 dev out nodad",
            "link set out up",
            "neighbour add 192.0.2.1 lladdr " + NOWHERE + " dev out",
            "neighbour add 2001:db8::1 lladdr " + NOWHERE + " dev out",
            "route add default via 192.0.2.1",
            "-6 route add default via 2001:db8::1")) {
      command(("ip " + line).split(" "));
    }
  }

  /// Runs a program in the network of the thread that calls.
  ///
  /// @throws IOException with what it said, where it failed
  public static void command(String... line) throws IOException, InterruptedException {
    Process process = started(line);
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", line) + ": " + said);
    }
  }

  private static Process started(String... line) throws IOException {
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }
}
