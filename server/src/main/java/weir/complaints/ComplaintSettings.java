package weir.complaints;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import weir.config.ByteSize;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.MustRead;
import weir.config.Problems;
import weir.config.Range;

/// A table `[complaints.NAME]`: where complaints are taken from.
@Doc("Where complaints are taken from, while the server runs. See complaints.md.")
public sealed interface ComplaintSettings {

  /// How long after a look the next one comes.
  Duration every();

  @Doc(
      "A Maildir on this host. What lies in `new` is taken; a message moves when it is on disk here.")
  record Maildir(
      @Doc("The folder with `new` and `cur` in it.") Path path,
      @Doc(
              "Name of a folder of the Maildir into which messages go that were taken, such as `Taken`; made when it is missing. When not set, they go to `cur` and are marked as seen.")
          Optional<String> moveTo,
      @Doc("How often is looked.") @Default("1m") @Range(from = "1s", to = "1d") Duration every)
      implements ComplaintSettings, Checked {
    @Override
    public void check(Problems problems) {
      moveTo
          .filter(name -> name.isBlank() || name.startsWith(".") || name.contains("/"))
          .ifPresent(
              _ -> problems.add("move-to", "is the name of a folder: no / in it, no . before it"));
    }
  }

  @Doc(
      "A folder of an IMAP server. A message is read without being marked, and marked when it is on disk here.")
  record Imap(
      @Doc("Host and port of the server, such as `imap.example.com:993`.") Endpoint address,
      @Doc("Encryption. The server's certificate is always checked.") @Default("implicit") Tls tls,
      @Doc(
              "File with certificates (PEM) that are trusted instead of those of the Java platform: the server's own, or that of who signed it.")
          @MustRead
          Optional<Path> trusted,
      @Doc("Name to log in with.") String user,
      @Doc("File whose first line is the password. Read at each login.") @MustRead
          Path passwordFile,
      @Doc("The folder that is read.") @Default("INBOX") String folder,
      @Doc("What is done with a message that is on disk here.") @Default("seen")
          Afterwards afterwards,
      @Doc("Folder that messages go to where `afterwards` is `move`; made when it is missing.")
          Optional<String> moveTo,
      @Doc("How often is looked, also while the server tells of new messages by itself (IDLE).")
          @Default("5m")
          @Range(from = "10s", to = "1d")
          Duration every,
      @Doc("Whether the connection stays open, where the server can tell of new messages by IDLE.")
          @Default("true")
          boolean idle,
      @Doc("A message that is larger stays where it is; the log and `weir sources` say so.")
          @Default("32MB")
          @Range(from = "1KB", to = "1GB")
          ByteSize largest)
      implements ComplaintSettings, Checked {
    private static final Set<String> HERE = Set.of("127.0.0.1", "::1", "localhost");

    @Override
    public void check(Problems problems) {
      if (tls == Tls.OFF && problems.isKnown("address") && !HERE.contains(address.host())) {
        problems.add("tls", "a password is sent in the clear to this host only (127.0.0.1, ::1)");
      }
      if (moveTo.isPresent() != (afterwards == Afterwards.MOVE) && problems.isKnown("afterwards")) {
        problems.add("move-to", "is set where `afterwards` is `move`, and only there");
      }
      if (moveTo.filter(this::isFolder).isPresent() && problems.isKnown("folder")) {
        problems.add("move-to", "is the folder that is read: each message would be taken again");
      }
      if (address.port() == 0 && problems.isKnown("address")) {
        problems.add("address", "names no port; IMAP has 993, with STARTTLS 143");
      }
    }

    /// INBOX is the only name whose case does not matter (RFC 3501 section 5.1).
    private boolean isFolder(String name) {
      return name.equals(folder)
          || "INBOX".equalsIgnoreCase(name) && "INBOX".equalsIgnoreCase(folder);
    }

    /// What is read, for people, without the password.
    String reads() {
      return "%s at %s, %s".formatted(user, address, folder);
    }
  }

  /// Encryption on the way to an IMAP server.
  enum Tls {
    @Doc("From the first octet: port 993.")
    IMPLICIT,
    @Doc("By STARTTLS, and nothing before it: port 143.")
    STARTTLS,
    @Doc("None; to this host only.")
    OFF
  }

  /// What is done with a message that was taken.
  enum Afterwards {
    @Doc("It is marked as seen and stays. Only messages that are not seen are taken.")
    SEEN,
    @Doc("It goes to the folder `move-to`. All messages of `folder` are taken.")
    MOVE,
    @Doc("It is deleted. All messages of `folder` are taken.")
    DELETE
  }
}
