package weir.nexthop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.Problems;
import weir.config.Range;
import weir.config.SameTable;

/// One table `[hops.NAME]`: where messages go after they were judged.
@Doc("Where messages go after they were judged.")
public sealed interface HopSettings {

  /// A mail server.
  @Doc("A mail server that takes messages by SMTP.")
  record Smtp(
      @Doc("Host and port of the mail server.") Endpoint address,
      @Doc(
              "How the mail server is told who the client is: `xforward` for its log, `xclient` as"
                  + " if the client had come itself, `proxy` by a PROXY header (one connection a"
                  + " message), or `none`. `xclient` and `proxy` need a server that trusts this"
                  + " host to say so.")
          @Default("xforward")
          Identity identity,
      @Doc(
              "Whether the mail server sends on whatever comes from our address, as with"
                  + " `mynetworks`. Mail from strangers and mail of customers may share such a server"
                  + " only with `identity = \"xclient\"`.")
          @Default("false")
          boolean trustsUs,
      @Doc("Encryption on the way to the mail server.") @Default("opportunistic") Encryption tls,
      @Doc("User name for AUTH PLAIN at the mail server; needs `password` and encryption.")
          Optional<String> login,
      @Doc("Password for AUTH PLAIN at the mail server.") Optional<String> password,
      @Doc("Connections at the same time; further messages wait for one.")
          @Default("50")
          @Range(from = "1", to = "2000")
          int connections,
      @SameTable HopLimits limits)
      implements HopSettings, MailServer, Checked {

    @Override
    public Protocol protocol() {
      return Protocol.SMTP;
    }

    @Override
    public HopAddress at() {
      return new HopAddress.Port(address);
    }

    @Override
    public void check(Problems problems) {
      boolean known = problems.isKnown("login") && problems.isKnown("password");
      if (known && login.isPresent() != password.isPresent()) {
        problems.add("login", "`login` and `password` belong together");
      }
      if (login.isPresent() && tls != Encryption.REQUIRED && tls != Encryption.VERIFIED) {
        problems.add("tls", "a password is sent only where `tls` is `required` or `verified`");
      }
    }
  }

  /// A mail server's part that delivers into mailboxes.
  @Doc(
      "A server that delivers into mailboxes and takes messages by LMTP (RFC 2033), such as"
          + " Dovecot's. It answers for each recipient of a message: clients that ask for PRDR hear"
          + " all answers, others send one recipient a transaction.")
  record Lmtp(
      @Doc("Host and port of the server; or `socket`.") Optional<Endpoint> address,
      @Doc("The socket of the server in the file system, such as `/run/dovecot/lmtp`.")
          Optional<Path> socket,
      @Doc(
              "How the server is told who the client is, as with a hop by SMTP; Dovecot takes"
                  + " `xclient` from hosts of its `login_trusted_networks`.")
          @Default("xforward")
          Identity identity,
      @Doc("Encryption on the way to the server; none over a `socket`.") @Default("opportunistic")
          Encryption tls,
      @Doc("Connections at the same time; further messages wait for one.")
          @Default("20")
          @Range(from = "1", to = "2000")
          int connections,
      @SameTable HopLimits limits)
      implements HopSettings, MailServer, Checked {

    /// RFC 2033 section 5: never on the port of SMTP.
    private static final int SMTP_PORT = 25;

    @Override
    public Protocol protocol() {
      return Protocol.LMTP;
    }

    @Override
    public HopAddress at() {
      return socket.isPresent()
          ? new HopAddress.File(socket.get())
          : new HopAddress.Port(address.orElseThrow());
    }

    @Override
    public Optional<String> login() {
      return Optional.empty();
    }

    @Override
    public Optional<String> password() {
      return Optional.empty();
    }

    @Override
    public void check(Problems problems) {
      boolean known = problems.isKnown("address") && problems.isKnown("socket");
      if (known && address.isPresent() == socket.isPresent()) {
        problems.add("address", "either `address` or `socket` says where the server is");
      }
      if (address.isPresent() && address.get().port() == SMTP_PORT) {
        problems.add("address", "port 25 is for SMTP, never for LMTP (RFC 2033 section 5)");
      }
      boolean encrypted = tls == Encryption.REQUIRED || tls == Encryption.VERIFIED;
      if (socket.isPresent() && encrypted && problems.isKnown("tls")) {
        problems.add("tls", "there is no encryption over a socket of this machine");
      }
    }
  }

  /// Folders on this machine.
  @Doc("Maildirs on this machine, `ROOT/MAILBOX/{tmp,new,cur}`.")
  record Maildir(
      @Doc("The folder the mailboxes are in; made when it is missing.") Path root,
      @Doc("Messages written at the same time.") @Default("4") @Range(from = "1", to = "64")
          int writers,
      @Doc("Messages that wait to be written; more are told 452 4.3.1, and the others go on.")
          @Default("256")
          @Range(from = "1", to = "10000")
          int waiting,
      @Doc("How long a message may take from its turn asked for to its name in `new`.")
          @Default("2m")
          @Range(from = "1ms", to = "10m")
          Duration writeTimeout,
      @Doc("What follows this in a local part does not name another mailbox; empty for none.")
          @Default("+")
          String delimiter)
      implements HopSettings {}

  /// How a mail server is told who the client is.
  enum Identity {
    @Doc("XFORWARD: for the mail server's log; it decides by our address.")
    XFORWARD,
    @Doc(
        "XCLIENT: the mail server decides as if the client had come itself. A Postfix with"
            + " `inet_protocols = ipv4` refuses every IPv6 client it is told of.")
    XCLIENT,
    @Doc("PROXY header, version 1: likewise, with one connection a message.")
    PROXY,
    @Doc("Nothing is said.")
    NONE
  }

  /// Encryption on the way to a mail server.
  enum Encryption {
    @Doc("Never.")
    OFF,
    @Doc("Where the mail server offers it; a certificate is not looked at.")
    OPPORTUNISTIC,
    @Doc("Always; a certificate is not looked at, so only listening is prevented.")
    REQUIRED,
    @Doc("Always, with a certificate that the Java platform trusts for the host of `address`.")
    VERIFIED
  }
}
