package weir.enforcement;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.config.SameTable;

/// A place of the operator's own, behind a program or a web service.
public sealed interface OwnSettings extends EnforcementSettings {

  /// A program.
  @Doc(
      "Programs of your own, started without a shell. In their words `{target}` stands for the target as Weir writes it (`login:anna@example.net`), `{name}` for its name alone, `{host}` for the host of a user or script, `{response}` for the response, `{lease}` for the lease's id, `{reason}` for the reason.")
  record Command(
      @SameTable Reach reach,
      @Doc(
              "The program that makes a response take effect, word by word. Done twice, it must do the same as once; any other exit status than 0 is a failure.")
          List<String> put,
      @Doc("The program that ends it. It knows no `{reason}`.") List<String> take,
      @Doc(
              "The program that says what is there for a target: it writes nothing where there is nothing, `ours` and the lease's id where that was put, and anything else for what somebody else did. It knows `{target}`, `{name}` and `{host}`.")
          List<String> look)
      implements OwnSettings, Checked {
    public Command {
      put = List.copyOf(put);
      take = List.copyOf(take);
      look = List.copyOf(look);
    }

    @Override
    public void check(Problems problems) {
      check("put", put, Placeholders.OF_LEASE, problems);
      check("take", take, Placeholders.OF_HOLDING, problems);
      check("look", look, Placeholders.OF_TARGET, problems);
    }

    private static void check(
        String key, List<String> words, Set<String> known, Problems problems) {
      if (!problems.isKnown(key)) {
        return;
      }
      if (words.isEmpty() || !words.getFirst().startsWith("/")) {
        problems.add(key, "must begin with a program's whole path");
      }
      for (int i = 0; i < words.size(); i++) {
        Optional<String> unknown = Placeholders.unknown(words.get(i), known);
        if (unknown.isPresent()) {
          problems.add(KeyPath.of(key).item(i), "nothing is known for " + unknown.get());
        }
      }
    }
  }

  /// A web service.
  @Doc(
      "A web service of your own or of a panel that Weir does not know. Addresses and bodies have the placeholders of `command`; what is put there is escaped.")
  record Http(
      @SameTable Reach reach,
      @Doc("The method of both requests.") @Default("POST") String method,
      @Doc(
              "Address of the request that makes a response take effect. Sent twice, it must do the same as once.")
          String put,
      @Doc("Its body.") @Default("") String putBody,
      @Doc("Address of the request that ends it. It knows no `{reason}`.") String take,
      @Doc("Its body.") @Default("") String takeBody,
      @Doc("What bodies are. Within JSON, placeholders stand in quotes.") @Default("json")
          Form form,
      @Doc(
              "Address that answers GET by what is there for a target, as the program `look` of `command` does. It knows `{target}`, `{name}` and `{host}`.")
          String look,
      @Doc(
              "A text that its answer has where nothing is there, such as `\"suspended\":false`. Without it, an answer without a body, or the status 404, means that.")
          Optional<String> nothing,
      @Doc(
              "Whether what it keeps has room for our mark. Where it has none, what is there is taken for ours if we put something there.")
          @Default("true")
          boolean marks,
      @Doc(
              "A text that an answer to `put` and `take` must have to mean that it is done, besides a status of 2xx.")
          Optional<String> done,
      @Doc("File whose first line is sent as a bearer token.") @MustRead Optional<Path> tokenFile)
      implements OwnSettings, Checked {
    /// How bodies are written.
    public enum Form {
      JSON,
      URLENCODED;

      String contentType() {
        return switch (this) {
          case JSON -> "application/json";
          case URLENCODED -> "application/x-www-form-urlencoded";
        };
      }

      UnaryOperator<String> escape() {
        return switch (this) {
          case JSON -> Escaped::json;
          case URLENCODED -> Escaped::url;
        };
      }
    }

    @Override
    public Optional<Path> secretFile() {
      return tokenFile;
    }

    @Override
    public void check(Problems problems) {
      if (problems.isKnown("method") && !method.matches("GET|POST|PUT|PATCH|DELETE")) {
        problems.add("method", "is none of GET, POST, PUT, PATCH and DELETE");
      }
      address("put", put, Placeholders.OF_LEASE, problems);
      address("take", take, Placeholders.OF_HOLDING, problems);
      address("look", look, Placeholders.OF_TARGET, problems);
      body("put-body", putBody, Placeholders.OF_LEASE, problems);
      body("take-body", takeBody, Placeholders.OF_HOLDING, problems);
    }

    private static void body(String key, String text, Set<String> known, Problems problems) {
      if (problems.isKnown(key)) {
        Placeholders.unknown(text, known)
            .ifPresent(it -> problems.add(key, "nothing is known for " + it));
      }
    }

    private static void address(String key, String text, Set<String> known, Problems problems) {
      if (!problems.isKnown(key)) {
        return;
      }
      Optional<String> unknown = Placeholders.unknown(text, known);
      if (unknown.isPresent()) {
        problems.add(key, "nothing is known for " + unknown.get());
        return;
      }
      WebAddress.wrong(filled(text, known, "a"))
          .or(() -> sameHost(text, known))
          .ifPresent(why -> problems.add(key, why));
    }

    /// What is filled in must not choose who gets the token.
    private static Optional<String> sameHost(String text, Set<String> known) {
      return URI.create(filled(text, known, "a"))
              .getAuthority()
              .equals(URI.create(filled(text, known, "b")).getAuthority())
          ? Optional.empty()
          : Optional.of("may have placeholders behind the host only");
    }

    private static String filled(String text, Set<String> known, String value) {
      Map<String, String> values = new HashMap<>();
      known.forEach(each -> values.put(each, value));
      return Placeholders.fill(text, values, UnaryOperator.identity());
    }
  }
}
