package weir.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.config.KeyPath;
import weir.former.FormerSystem;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.PostfixMain;
import weir.former.PostfixNetworks;
import weir.former.PostfixSystem;
import weir.mail.Domain;

/// Postfix's restrictions and limits become `weir.toml`; Postfix goes on behind Weir.
public final class PostfixImport {
  static final String HOP = "postfix";

  private static final int RFC_RECIPIENTS = 100;
  private static final long RFC_COMMAND_SECONDS = 300;

  private final Draft draft = new Draft();
  private final PostfixMain main;

  private PostfixImport(PostfixMain main) {
    this.main = main;
  }

  /// What came of a folder.
  ///
  /// @param system the old rules, ready to be asked
  public record Imported(Draft draft, FormerSystem system) {}

  /// @param folder with `main.cf` and the texts of its tables
  public static Imported read(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    OldFile file =
        OldFile.in(folder, "main.cf")
            .orElseThrow(() -> new IOException("there is no main.cf in " + folder));
    PostfixImport postfix = new PostfixImport(PostfixMain.read(folder, file));
    postfix.draft.read(file);
    return postfix.imported(OldFile.in(folder, "master.cf"));
  }

  private Imported imported(Optional<OldFile> master) throws IOException {
    master.ifPresent(file -> {
      draft.read(file);
      draft.stays("Postfix's services; its port 25 goes to Weir", file.said());
    });
    main.parameter("myhostname").ifPresent(this::hostName);
    PostfixDomains domains = new PostfixDomains(draft, main);
    domains.write();
    PostfixNetworks networks = domains.networks();
    limits();
    new PostfixRestrictions(draft, main).write();
    new PostscreenImport(draft, main).write();
    others();
    Frame.around(draft, HOP, "xforward");
    return new Imported(draft.finished(), new PostfixSystem(main, networks, domains.domains()));
  }

  private void hostName(PostfixMain.Parameter parameter) {
    String name = main.value("myhostname");
    if (Domain.parse(name).filter(each -> !each.isLiteral()).isPresent()) {
      draft.set(Tables.ROOT, "host-name", Toml.text(name), parameter.line());
    } else {
      draft.leftOut("myhostname", "\"" + name + "\" is no domain", "", parameter.lines());
    }
  }

  private void limits() {
    number(
        "message_size_limit",
        (bytes, line) -> {
          if (bytes == 0) {
            draft.changed(
                "message_size_limit 0",
                "it means no limit",
                "Weir's is `limits.message-size`",
                List.of(line));
          } else {
            draft.set(Tables.LIMITS, "message-size", Toml.bytes(bytes), line);
          }
        });
    number(
        "smtpd_recipient_limit",
        (most, line) ->
            draft.set(
                Tables.LIMITS, "recipients", String.valueOf(Math.max(most, RFC_RECIPIENTS)), line));
    number(
        "smtpd_hard_error_limit",
        (most, line) ->
            draft.set(Tables.LIMITS, "errors", String.valueOf(Math.max(most, 1)), line));
    number(
        "smtpd_client_connection_count_limit",
        (most, line) -> {
          if (most > 0) {
            draft.set(
                KeyPath.of("checks", "connections"), "per-address", String.valueOf(most), line);
          } else {
            draft.changed(
                "smtpd_client_connection_count_limit 0",
                "it means no limit",
                "Weir's is `checks.connections.per-address`",
                List.of(line));
          }
        });
    number(
        "smtpd_timeout",
        (seconds, line) -> {
          if (seconds < RFC_COMMAND_SECONDS) {
            draft.changed(
                "smtpd_timeout",
                "RFC 5321 section 4.5.3.2.7 gives clients 5 minutes",
                "",
                List.of(line));
          } else {
            draft.set(Tables.LIMITS, "command-time", Toml.seconds(seconds), line);
            draft.set(Tables.WIRE, "read", Toml.seconds(seconds), line);
          }
        });
  }

  @FunctionalInterface
  private interface Limit {
    void take(long value, OldLine line);
  }

  private void number(String name, Limit limit) {
    Optional<PostfixMain.Parameter> parameter = main.parameter(name);
    if (parameter.isEmpty()) {
      return;
    }
    draft.ledger().carried(parameter.get().lines());
    String value = main.value(name).replaceFirst("s$", "");
    if (value.matches("[0-9]{1,12}")) {
      limit.take(Math.min(Long.parseLong(value), Integer.MAX_VALUE), parameter.get().line());
    } else {
      draft.leftOut(
          name + " = " + parameter.get().value(),
          "only a plain number is taken",
          "Set it by hand",
          parameter.get().lines());
    }
  }

  /// Everything else: left out where it is about strangers' mail, else Postfix's own affair.
  private void others() {
    main.parameters()
        .values()
        .forEach(parameter -> {
          Optional<PostfixParameters.Left> left = PostfixParameters.left(parameter.name());
          if (PostfixParameters.CARRIED.contains(parameter.name())) {
            draft.ledger().carried(parameter.lines());
          } else if (left.isPresent()) {
            draft.leftOut(
                parameter.name(), left.get().why(), left.get().instead(), parameter.lines());
          } else {
            draft.stays("what Postfix does with mail that it has taken", parameter.lines());
          }
        });
  }
}
