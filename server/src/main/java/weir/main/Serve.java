package weir.main;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.app.Hangup;
import weir.app.Lifecycle;
import weir.app.StartFailure;
import weir.app.Succession;
import weir.app.Surroundings;
import weir.config.Mistake;
import weir.log.Logging;
import weir.settings.ConfigurationSource;
import weir.settings.Settings;
import weir.tls.TlsProblem;

/// `weir serve`: the main job.
@Command(
    name = Serve.NAME,
    description = "Receive mail, judge it, hand it on.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it was told to stop, or handed over to another",
      "1:it could not start, and why",
      "78:the configuration has mistakes"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir serve                               the example, on loopback",
      "  weir serve -c /etc/weir/weir.toml",
      "  weir serve -c /etc/weir/weir.toml --take-over"
    })
final class Serve implements Callable<Integer> {
  static final String NAME = "serve";

  private static final int CANNOT_START = 1;
  private static final int BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration. Without it: $WEIR_CONFIG; else the example in ./var, if it runs or ran here; else /etc/weir/weir.toml, if there is one; else the example, on loopback.")
  private Optional<Path> file;

  @Option(
      names = Succession.TAKE_OVER,
      description =
          "Take the place of the server that runs with the same folder, if one does: no connection is refused.")
  private boolean takeOver;

  private final PrintStream out;
  private final PrintStream err;
  private final Hangup hangup;

  /// @param hangup of this process
  /// @param file what `--config` says
  Serve(PrintStream out, PrintStream err, Hangup hangup, Optional<Path> file) {
    this.out = out;
    this.err = err;
    this.hangup = hangup;
    this.file = file;
  }

  /// What `--config` said.
  Optional<Path> file() {
    return file;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.configure();
    try {
      Optional<Path> meant = new ThisProgram(Path.of("")).meant(file);
      return meant.isPresent() ? configured(meant.get()) : embedded();
    } catch (StartFailure | IOException | TlsProblem e) {
      err.println("weir: " + e.getMessage());
      return CANNOT_START;
    }
  }

  private int configured(Path path) throws StartFailure, InterruptedException {
    return run(ConfigurationSource.of(path), Surroundings.real(), _ -> {});
  }

  private int embedded() throws StartFailure, IOException, TlsProblem, InterruptedException {
    Path here = Path.of("").toAbsolutePath();
    Embedded example = Embedded.prepare(here, new SecureRandom(), Instant.now());
    ConfigurationSource source = ConfigurationSource.example(here, Embedded.text());
    try (ExampleNames names = ExampleNames.start()) {
      return run(
          source,
          Surroundings.real().withResolver(names.resolver()),
          settings -> new Hints(out, example, settings).print());
    } catch (StartFailure e) {
      throw ofExample(e);
    }
  }

  /// The example's settings stand in no file, so "set another address" needs to say where.
  static StartFailure ofExample(StartFailure failure) {
    return failure.getCause() instanceof BindException
        ? new StartFailure(
            failure.getMessage()
                + " The example's ports are fixed; for others: weir config example > weir.toml, set the addresses there, weir serve -c weir.toml",
            failure)
        : failure;
  }

  /// @param begun is told the settings when all is listened on
  private int run(ConfigurationSource source, Surroundings around, Consumer<Settings> begun)
      throws StartFailure, InterruptedException {
    return switch (source.read()) {
      case ConfigurationSource.Outcome.Usable(var configuration) -> {
        Settings settings = configuration.settings();
        try (Succession succession = Succession.take(settings.folder(), takeOver)) {
          new Lifecycle(succession.app(configuration, around), source)
              .run(succession, hangup, () -> begun.accept(settings));
        }
        yield 0;
      }
      case ConfigurationSource.Outcome.Mistaken(var mistakes) -> refused(mistakes);
    };
  }

  private int refused(List<Mistake> mistakes) {
    mistakes.forEach(err::println);
    err.println("weir: not started, mistakes in the configuration: " + mistakes.size());
    return BAD_CONFIGURATION;
  }
}
