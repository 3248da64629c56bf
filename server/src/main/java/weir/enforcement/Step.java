package weir.enforcement;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import weir.uplink.Order.Verb;

/// One thing that is done to the world. What [#words] prints is what is carried out.
public sealed interface Step {

  /// For people: a command as it is run, a file as it is changed, a request as it is sent. Secrets
  /// are left out.
  String words();

  /// A file gets this content in place of the one it has, keeping its owner and permissions. A file
  /// that has it already is not touched.
  ///
  /// @param charset in which it is written; ISO 8859-1 where a file is kept octet by octet
  /// @param change what that means, for people, such as `+ anna@example.net HOLD`
  record Write(Path file, String content, Charset charset, String change) implements Step {
    public Write(Path file, String content, String change) {
      this(file, content, StandardCharsets.UTF_8, change);
    }

    @Override
    public String words() {
      return "in " + file + ": " + change;
    }
  }

  /// A program is run to its end, without a shell; another exit status than 0 is a failure.
  ///
  /// @param command its words
  /// @param input what it reads
  record Run(List<String> command, String input) implements Step {
    public Run {
      command = List.copyOf(command);
    }

    public static Run of(String... command) {
      return new Run(List.of(command), "");
    }

    @Override
    public String words() {
      return TypedCommand.of(command)
          + (input.isEmpty() ? "" : " < (%,d lines)".formatted(input.lines().count()));
    }
  }

  /// A request is sent; another status than 2xx is a failure.
  ///
  /// @param headers that are no secret
  /// @param authorization value of that field, made when it is sent and never shown
  /// @param failure why an answer with a good status says that it was not done; empty where it was
  record Call(
      String method,
      URI uri,
      Map<String, String> headers,
      String body,
      Secret authorization,
      Function<String, Optional<String>> failure)
      implements Step {
    public Call {
      headers = Map.copyOf(headers);
    }

    @Override
    public String words() {
      return method + " " + uri + (body.isEmpty() ? "" : "  " + body);
    }
  }

  /// The agent of a host is ordered something; it does it, or says why not.
  record Order(String host, Verb verb) implements Step {
    @Override
    public String words() {
      return "the agent of " + host + ": " + AgentPoint.words(verb);
    }
  }

  /// Something within this process, or by more than a program.
  ///
  /// @param words for people
  record Act(String words, Doing doing) implements Step {}

  /// What an [Act] does.
  @FunctionalInterface
  interface Doing {
    void run() throws IOException, InterruptedException;
  }

  /// A secret that is read when it is needed.
  @FunctionalInterface
  interface Secret {
    /// None is sent.
    Secret NONE = Optional::empty;

    Optional<String> read() throws IOException;
  }
}
