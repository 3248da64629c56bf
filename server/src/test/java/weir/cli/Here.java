package weir.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.agent.queue.EximHand;
import weir.agent.queue.Spool;
import weir.agents.AgentSettings;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.cli.command.HostPlaces;
import weir.cli.command.Installation;
import weir.cli.output.Terminal;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.ByteSize;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.Mistake;
import weir.config.Reference;
import weir.config.Values;
import weir.directory.AccountDirectory;
import weir.directory.DirectorySettings;
import weir.directory.HostSettings;
import weir.dns.Resolver;
import weir.limits.OutboundSettings;
import weir.queues.QueueDesk;
import weir.queues.QueueOwners;
import weir.queues.QueueSettings;
import weir.segments.JournalSettings;
import weir.sources.LogForms;
import weir.sources.LogSettings;
import weir.sources.WrittenLogs;
import weir.traceback.TraceGrounds;
import weir.tracekeys.KeyFile;

/// An installation in a folder, at a fixed time.
///
/// @param next the next hop that is found, whatever its name
/// @param typed what the operator types
public record Here(Path folder, Answer explained, List<Mistake> found, HopFound next, String typed)
    implements Installation {
  public static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  public static Here in(Path folder) {
    return new Here(folder, new Answer.Failed("nobody asks"), List.of());
  }

  public Here(Path folder, Answer explained, List<Mistake> found) {
    this(folder, explained, found, new HopFound.Not("there is none"), "");
  }

  /// What a command printed, and how it ended.
  public record Ran(int status, String out, String err) {}

  public Ran run(String... arguments) {
    return run(this, arguments);
  }

  /// Runs a command where one question of the program's is answered otherwise.
  ///
  /// @param method of [Installation]
  public Ran runBut(String method, Callable<?> answer, String... arguments) {
    Installation other =
        (Installation)
            Proxy.newProxyInstance(
                Installation.class.getClassLoader(),
                new Class<?>[] {Installation.class},
                (_, asked, given) ->
                    asked.getName().equals(method) ? answer.call() : asked.invoke(this, given));
    return run(other, arguments);
  }

  private static Ran run(Installation installation, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(installation));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    // Buffered as the program's is: what no command flushes is not seen.
    line.setOut(new PrintWriter(new BufferedWriter(out))).setErr(new PrintWriter(err, true));
    int status = line.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }

  @Override
  public Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /// With the keys of the folder and the customers and hosts of the test.
  @Override
  public TraceGrounds tracing(Optional<Path> configuration) throws IOException {
    return new TraceGrounds(
        "gate",
        TracedCustomers.DIRECTORY,
        Set.of("gate", "mail1", "web1"),
        List.of(),
        KeyFile.read(folder.resolve("trace-keys")),
        logs());
  }

  /// Those in the folder that are called for a host: `web1.log`.
  private WrittenLogs logs() {
    Map<String, LogSettings> logs = new HashMap<>();
    for (String host : List.of("mail1", "web1")) {
      Path file = folder.resolve(host + ".log");
      if (Files.exists(file)) {
        logs.put(
            host,
            new LogSettings(
                Optional.of(file),
                false,
                LogSettings.Server.ANY,
                LogSettings.Framing.ANY,
                Optional.of("UTC"),
                Optional.of(host),
                false));
      }
    }
    return new WrittenLogs(logs, "gate");
  }

  @Override
  public Whereabouts whereabouts(Optional<Path> configuration) {
    return new Whereabouts("the test's configuration", folder, folder.resolve("journal"));
  }

  @Override
  public Optional<Path> meant(Optional<Path> named) {
    return named;
  }

  @Override
  public Optional<Path> lyingHere() {
    return Optional.empty();
  }

  @Override
  public List<Mistake> mistakes(Path configuration) {
    return found;
  }

  @Override
  public List<String> remarks(Path configuration) {
    return List.of();
  }

  @Override
  public Answer explain(Optional<Path> configuration, ImaginedSession session) {
    return explained;
  }

  @Override
  public Trial trial(Path configuration, UnaryOperator<Resolver> dns) throws IOException {
    throw new IOException("there are no parts here");
  }

  @Override
  public HopFound hop(Optional<Path> configuration, String name) {
    return next;
  }

  /// The operator sits at one.
  @Override
  public Terminal terminal() {
    return new Terminal(true, 80);
  }

  /// In the folder, so that no command changes the machine on which a test runs.
  @Override
  public HostPlaces places() {
    return new HostPlaces(folder.resolve("systemd"), folder.resolve("sendmail"));
  }

  /// A Postfix's queue in the folder `postfix`, and no programs of Postfix.
  @Override
  public QueueDesk queue(Optional<Path> configuration) {
    QueueSettings settings =
        new QueueSettings(
            Optional.of(Spool.Server.POSTFIX),
            Optional.of(folder.resolve("postfix")),
            1,
            600,
            Duration.ofDays(14),
            new ByteSize(1_000_000),
            "exim4",
            EximHand.Hold.NAMED_QUEUE,
            List.of(),
            List.of(),
            Duration.ofSeconds(1));
    return new QueueDesk(
        settings, folder, new PostsuperStandIn(folder.resolve("postfix")), clock());
  }

  @Override
  public QueueOwners queueOwners(Optional<Path> configuration) throws IOException {
    return new QueueOwners("mail1", directory(configuration), clock());
  }

  @Override
  public BufferedReader answers() {
    return new BufferedReader(new StringReader(typed));
  }

  @Doc("The hosts of a test.")
  private record Hosts(@Doc("By their names.") Map<String, HostSettings> hosts) {}

  /// By the tables `[directory]` and `[hosts]` that a test has written, or ones that are empty.
  @Override
  public AccountDirectory directory(Optional<Path> configuration) throws IOException {
    return AccountDirectory.open(
        folder,
        written(DirectorySettings.class, "directory.toml"),
        written(Hosts.class, "hosts.toml").hosts(),
        clock(),
        clock());
  }

  private <T extends Record> T written(Class<T> type, String name) throws IOException {
    Path file = folder.resolve(name);
    Binder binder = new Binder(Values.standard());
    Binding<T> binding = Files.exists(file) ? binder.file(type, file) : binder.text(type, "", file);
    return switch (binding) {
      case Binding.Bound<T>(var settings, _) -> settings;
      case Binding.Refused<T>(var mistakes) -> throw new IOException(mistakes.toString());
    };
  }

  /// One log, by its table that a test has written, or none; the server is on `mail1`.
  @Override
  public LogForms logs(Optional<Path> configuration, Optional<String> host, Optional<ZoneId> zone)
      throws IOException {
    Path file = folder.resolve("log.toml");
    if (Files.notExists(file)) {
      return new LogForms(Map.of(), "mail1", host, zone);
    }
    return switch (new Binder(Values.standard()).file(LogSettings.class, file)) {
      case Binding.Bound<LogSettings>(var settings, _) ->
          new LogForms(Map.of("mail", settings), "mail1", host, zone);
      case Binding.Refused<LogSettings>(var mistakes) -> throw new IOException(mistakes.toString());
    };
  }

  @Override
  public OfAgents agents(Optional<Path> configuration) {
    return new OfAgents(
        folder,
        "mail.example",
        new AgentSettings(
            Optional.of(new Endpoint("127.0.0.1", 4_465)),
            Optional.empty(),
            Optional.empty(),
            Map.of("web", List.of("web1", "web2")),
            Duration.ofMinutes(5),
            Duration.ofDays(30)));
  }

  @Override
  public OutboundSettings outbound(Optional<Path> configuration) {
    Path countries = folder.resolve("countries.csv");
    return new OutboundSettings(Optional.empty(), Optional.of(countries).filter(Files::exists));
  }

  @Override
  public Told notices(Optional<Path> configuration) {
    return new Told("mx.example.net", Map.of());
  }

  @Override
  public Reference reference() {
    return Reference.of(JournalSettings.class, Values.standard());
  }

  @Override
  public List<String> findings() {
    return List.of("on-block-list", "early-talker");
  }

  @Override
  public String example() {
    return "the example\n";
  }
}
