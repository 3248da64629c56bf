package weir.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Values;
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
    return switch (new Binder(Values.standard()).file(Settings.class, path)) {
      case Binding.Bound<Settings> bound -> {
        run(
            new App(
                new Configuration(bound.value(), bound.positions(), "", path),
                Surroundings.real()));
        yield 0;
      }
      case Binding.Refused<Settings>(var mistakes) -> refused(mistakes);
    };
  }

  private int embedded() throws StartFailure, IOException, TlsProblem, InterruptedException {
    Path here = Path.of("").toAbsolutePath();
    Embedded example = Embedded.prepare(here, new SecureRandom(), Instant.now());
    Path written = here.resolve("embedded.toml");
    Binding<Settings> binding =
        new Binder(Values.standard()).text(Settings.class, Embedded.text(), written);
    if (!(binding instanceof Binding.Bound<Settings> bound)) {
      throw new IllegalStateException("the embedded configuration is broken: " + binding);
    }
    try (StandInNameServer names =
        StandInNameServer.start(
            StandInNameServer.exampleZone(), new InetSocketAddress("127.0.0.1", 0))) {
      Surroundings around =
          Surroundings.real()
              .withResolver(
                  DnsResolver.start(
                      bound
                          .value()
                          .dns()
                          .withServers(List.of("127.0.0.1:" + names.address().getPort()))));
      App app =
          new App(
              new Configuration(bound.value(), bound.positions(), Embedded.text(), written),
              around);
      new Hints(out, example).print();
      run(app);
    }
    return 0;
  }

  private void run(App app) throws StartFailure, InterruptedException {
    app.start();
    Thread.currentThread().join();
  }

  private int refused(List<Mistake> mistakes) {
    mistakes.forEach(err::println);
    err.println("weir: " + mistakes.size() + " mistakes, not started");
    return BAD_CONFIGURATION;
  }
}
