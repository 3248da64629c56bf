package weir.main;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import weir.app.Hangup;
import weir.cli.Cli;

/// The way in.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Hangup hangup = new Hangup();
    if (serves(arguments)) {
      hangup.hear(); // before all else; other commands end by it when their terminal goes
    }
    Optional<Serve> service = service(hangup, arguments);
    System.exit(service.isPresent() ? service.get().call() : line(hangup).execute(arguments));
  }

  private static boolean serves(String... words) {
    return words.length > 0 && words[0].equals(Serve.NAME);
  }

  /// `serve` as services and scripts say it. The library that reads command lines is of a class
  /// format too old for the start-up cache: loading it, with a model of every command, took a
  /// quarter of the start.
  ///
  /// @return empty for every other line, mistaken ones among them
  static Optional<Serve> service(Hangup hangup, String... words) {
    if (serves(words) && words.length == 1) {
      return Optional.of(serve(hangup, Optional.empty()));
    }
    if (serves(words) && words.length == 3 && isConfig(words[1]) && isPlain(words[2])) {
      return Optional.of(serve(hangup, Optional.of(Path.of(words[2]))));
    }
    return Optional.empty();
  }

  private static boolean isConfig(String word) {
    return word.equals("-c") || word.equals("--config");
  }

  /// The library takes a word that begins with `-` for an option, one with `@` for a file of words.
  private static boolean isPlain(String word) {
    return !word.isEmpty() && !word.startsWith("-") && !word.startsWith("@");
  }

  private static Serve serve(Hangup hangup, Optional<Path> configuration) {
    return new Serve(System.out, System.err, hangup, configuration);
  }

  /// All commands.
  static CommandLine line(Hangup hangup) {
    ThisProgram program = new ThisProgram(Path.of(""));
    CommandLine line = Cli.line(program);
    line.addSubcommand(serve(hangup, Optional.empty()));
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new DrillCommand(program));
    line.addSubcommand(
        new CommandLine(new PolicyCommand())
            .addSubcommand(new PolicyDescribe(program))
            .addSubcommand(new PolicyTest(program)));
    line.addSubcommand(new Train());
    return Cli.finished(line);
  }
}
