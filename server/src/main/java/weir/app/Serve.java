package weir.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.config.Binding;
import weir.config.Mistake;
import weir.resolver.DnsResolver;
import weir.standin.StandInNameServer;
import weir.tls.TlsProblem;

/// `weir serve`: the main job.
@Command(
    name = "serve",
    description = "Receive mail, judge it, hand it on.",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  private static final int CANNOT_START = 1;
  private static final int BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; without one an example runs on loopback.")
  private Optional<Path> file = Optional.empty();

  static final String TAKE_OVER = "--take-over";

  @Option(
      names = TAKE_OVER,
      description =
          "Take the place of the server that runs with the same folder, if one does: no connection is refused.")
  private boolean takeOver;

  private final PrintStream out;
  private final PrintStream err;

  Serve(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.configure();
    try {
      return file.isPresent() ? configured(file.get()) : embedded();
    } catch (StartFailure | IOException | TlsProblem e) {
      err.println("weir: " + e.getMessage());
      return CANNOT_START;
    }
  }

  private int configured(Path path) throws StartFailure, InterruptedException {
    return run(ConfigurationSource.of(path), Surroundings.real());
  }

  private int embedded() throws StartFailure, IOException, TlsProblem, InterruptedException {
    Path here = Path.of("").toAbsolutePath();
    Embedded example = Embedded.prepare(here, new SecureRandom(), Instant.now());
    ConfigurationSource source =
        new ConfigurationSource(here.resolve("embedded.toml"), Optional.of(Embedded.text()));
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (StandInNameServer names =
            StandInNameServer.start(StandInNameServer.exampleZone(), anyPort);
        DnsResolver resolver = DnsResolver.start(Embedded.asking(names.address()))) {
      new Hints(out, example).print();
      return run(source, Surroundings.real().withResolver(resolver));
    }
  }

  private int run(ConfigurationSource source, Surroundings around)
      throws StartFailure, InterruptedException {
    return switch (source.read()) {
      case Binding.Bound<Settings>(var settings, var positions) -> {
        Configuration configuration =
            new Configuration(settings, positions, source.text(), source.file());
        serve(configuration, source, around);
        yield 0;
      }
      case Binding.Refused<Settings>(var mistakes) -> refused(mistakes);
    };
  }

  private void serve(Configuration configuration, ConfigurationSource source, Surroundings around)
      throws StartFailure, InterruptedException {
    try (Succession succession = Succession.take(configuration.settings().folder(), takeOver)) {
      new Lifecycle(succession.app(configuration, around), source).run(succession);
    }
  }

  private int refused(List<Mistake> mistakes) {
    mistakes.forEach(err::println);
    err.println("weir: not started, mistakes in the configuration: " + mistakes.size());
    return BAD_CONFIGURATION;
  }
}
