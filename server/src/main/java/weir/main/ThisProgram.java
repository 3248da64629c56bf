package weir.main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tomlj.TomlParseResult;
import weir.account.Host;
import weir.agent.queue.SystemPrograms;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.ImaginedSession;
import weir.api.NoServer;
import weir.api.Request;
import weir.api.Status;
import weir.checks.Checks;
import weir.cli.command.Installation;
import weir.config.Mistake;
import weir.config.Reference;
import weir.config.TomlFile;
import weir.config.Values;
import weir.directory.AccountDirectory;
import weir.dns.Resolver;
import weir.limits.OutboundSettings;
import weir.log.Logging;
import weir.queues.QueueDesk;
import weir.queues.QueueOwners;
import weir.settings.ConfigurationCheck;
import weir.settings.ConfigurationSource;
import weir.settings.Settings;
import weir.sources.LogForms;
import weir.sources.WrittenLogs;
import weir.traceback.OwnHost;
import weir.traceback.TraceGrounds;
import weir.tracekeys.KeyFile;
import weir.verdict.FindingKind;

/// What the commands know of this program.
final class ThisProgram implements Installation {
  private static final Path FOLDER = Path.of("var");
  private static final Path JOURNAL = FOLDER.resolve("journal");

  private static final Path USUAL = Path.of("/etc/weir/weir.toml");
  private static final String VARIABLE = "WEIR_CONFIG";

  private final Path here;
  private final Optional<String> variable;
  private final Path usual;

  /// @param here the folder in which a server without a configuration keeps its things
  ThisProgram(Path here) {
    this(here, Optional.ofNullable(System.getenv(VARIABLE)), USUAL);
  }

  /// @param variable a configuration named by the environment
  /// @param usual where a configuration is looked for last
  ThisProgram(Path here, Optional<String> variable, Path usual) {
    this.here = here;
    this.variable = variable.filter(text -> !text.isBlank());
    this.usual = usual;
  }

  @Override
  public Optional<Path> meant(Optional<Path> named) {
    if (named.isPresent()) {
      return named;
    }
    if (variable.isPresent()) {
      return variable.map(Path::of);
    }
    return livesHere() || !Files.exists(usual) ? Optional.empty() : Optional.of(usual);
  }

  @Override
  public Optional<Path> lyingHere() {
    return Optional.of(here.resolve("weir.toml")).filter(Files::isRegularFile);
  }

  /// Where the configuration that is meant is read from; the example without one.
  ConfigurationSource source(Optional<Path> named) {
    return meant(named)
        .map(ConfigurationSource::of)
        .orElseGet(() -> ConfigurationSource.example(here.toAbsolutePath(), Embedded.text()));
  }

  /// Whether the example runs here, or ran here and left its journal.
  private boolean livesHere() {
    return ControlClient.hasServer(here.resolve(FOLDER)) || Files.exists(here.resolve(JOURNAL));
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  /// Reads two keys and no more: a file that is being repaired still says where its server is.
  @Override
  public Whereabouts whereabouts(Optional<Path> named) throws IOException {
    Optional<Path> configuration = meant(named);
    if (configuration.isEmpty()) {
      return new Whereabouts(
          "the example configuration", here.resolve(FOLDER), here.resolve(JOURNAL));
    }
    Path file = configuration.get();
    if (Files.notExists(file)) {
      throw new IOException("there is no file " + file);
    }
    Path base = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Optional<TomlParseResult> read = read(file);
    return new Whereabouts(
        file.toString(),
        base.resolve(text(read, "folder").orElse(FOLDER.toString())),
        base.resolve(text(read, "journal.folder").orElse(JOURNAL.toString())));
  }

  private static Optional<TomlParseResult> read(Path file) {
    try {
      return Optional.of(TomlFile.read(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Optional<TomlParseResult> read, String key) {
    return read.map(toml -> toml.get(key)).filter(String.class::isInstance).map(String.class::cast);
  }

  @Override
  public List<Mistake> mistakes(Path configuration) {
    return ConfigurationCheck.mistakes(configuration);
  }

  @Override
  public List<String> remarks(Path configuration) {
    return ConfigurationCheck.remarks(configuration);
  }

  @Override
  public Answer explain(Optional<Path> named, ImaginedSession session)
      throws IOException, InterruptedException {
    Logging.errorsOnly();
    Optional<Path> configuration = meant(named);
    return configuration.isPresent()
        ? Unstarted.explain(ConfigurationSource.of(configuration.get()), session)
        : Unstarted.explainExample(session);
  }

  @Override
  public Trial trial(Path configuration, UnaryOperator<Resolver> dns) throws IOException {
    Logging.errorsOnly();
    return Comparing.of(configuration, dns);
  }

  @Override
  public HopFound hop(Optional<Path> named, String name) {
    Optional<Path> configuration = meant(named).or(this::running);
    return Probing.hop(
        configuration.map(ConfigurationSource::of).orElseGet(() -> source(named)), name);
  }

  /// The file of a server that keeps its things here, which need not be the example's.
  private Optional<Path> running() {
    try {
      return new ControlClient(here.resolve(FOLDER)).ask(new Request.TellStatus())
              instanceof Status status
          ? Optional.of(here.resolve(status.configuration())).filter(Files::exists)
          : Optional.empty();
    } catch (NoServer | IOException _) {
      return Optional.empty(); // Nobody can be asked: then it is the example's.
    }
  }

  @Override
  public QueueDesk queue(Optional<Path> named) throws IOException {
    return new QueueDesk(
        usable(named).queue(),
        whereabouts(named).folder(),
        new SystemPrograms(SystemPrograms.AT_MOST),
        clock());
  }

  @Override
  public QueueOwners queueOwners(Optional<Path> named) throws IOException {
    return new QueueOwners(usable(named).hostName().name(), directory(named), clock());
  }

  @Override
  public BufferedReader answers() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  @Override
  public TraceGrounds tracing(Optional<Path> named) throws IOException {
    Settings settings = usable(named);
    AccountDirectory directory = directory(named);
    return new TraceGrounds(
        settings.hostName().name(),
        OwnHost.of(directory, settings.hostName().name()),
        directory.book().hosts().stream().map(Host::name).collect(Collectors.toSet()),
        settings.trace().believed(),
        KeyFile.read(settings.trace().file(whereabouts(named).folder())),
        new WrittenLogs(settings.logs(), settings.hostName().name()));
  }

  @Override
  public AccountDirectory directory(Optional<Path> named) throws IOException {
    Settings settings = usable(named);
    return AccountDirectory.open(
        whereabouts(named).folder(), settings.directory(), settings.hosts(), clock(), clock());
  }

  @Override
  public LogForms logs(Optional<Path> named, Optional<String> host, Optional<ZoneId> zone)
      throws IOException {
    Settings settings = usable(named);
    return new LogForms(settings.logs(), settings.hostName().name(), host, zone);
  }

  @Override
  public OutboundSettings outbound(Optional<Path> named) throws IOException {
    return usable(named).outbound();
  }

  @Override
  public OfAgents agents(Optional<Path> named) throws IOException {
    Settings settings = usable(named);
    return new OfAgents(settings.folder(), settings.hostName().name(), settings.agents());
  }

  @Override
  public Told notices(Optional<Path> named) throws IOException {
    Settings settings = usable(named);
    return new Told(settings.hostName().name(), settings.notices());
  }

  private Settings usable(Optional<Path> named) throws IOException {
    Logging.errorsOnly();
    return switch (source(named).readAlone()) {
      case ConfigurationSource.Outcome.Usable(var configuration) -> configuration.settings();
      case ConfigurationSource.Outcome.Mistaken(var mistakes) ->
          throw new IOException(
              "the configuration has mistakes, the first: " + mistakes.getFirst());
    };
  }

  @Override
  public Reference reference() {
    return Reference.of(Settings.class, Values.standard());
  }

  @Override
  public Collection<String> findings() {
    return Checks.kinds().values().stream().flatMap(List::stream).map(FindingKind::id).toList();
  }

  @Override
  public String example() {
    return Embedded.start();
  }
}
