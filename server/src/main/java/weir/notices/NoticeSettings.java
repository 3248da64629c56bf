package weir.notices;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.config.SameTable;

/// One table `[notices.NAME]`: somebody who is told what happens.
@Doc("Somebody who is told what happens. See notices.md.")
public sealed interface NoticeSettings {

  /// What it is told.
  Wanted wanted();

  /// A file that holds a secret.
  default Optional<Path> secretFile() {
    return Optional.empty();
  }

  /// What a receiver is told.
  record Wanted(
      @Doc("What it is told of. Events of one minute come as one digest, with their number.")
          @Default(
              "[\"incident-opened\", \"response-begun\", \"response-ended\", \"needs-decision\", \"responses-paused\", \"trouble\"]")
          List<NoticeEvent> events) {
    public Wanted {
      events = List.copyOf(events);
    }
  }

  /// Mail.
  @Doc(
      "Mail to staff, and to customers once their texts are confirmed. It goes out by `hop` or by `sendmail`, past everything that may be held.")
  record Mail(
      @SameTable Wanted wanted,
      @Doc("The sender's address.") String from,
      @Doc("Addresses of staff.") @Default("[]") List<String> to,
      @Doc("The next hop of [hops] that takes it: a server that sends on what comes from here.")
          Optional<String> hop,
      @Doc(
              "The program that takes it, word by word, as `/usr/sbin/sendmail` does; `-i -f FROM -- ADDRESS…` follows.")
          @Default("[]")
          List<String> sendmail,
      @Doc(
              "Whether customers are told when a response to them begins and ends, at the `contact` of their account, in its `language`. Read what `weir notices check` prints before you set this.")
          @Default("false")
          boolean toCustomers,
      @Doc(
              "How customers reach you, as their texts say it: an address, a page, a telephone number.")
          Optional<String> help,
      @Doc("Folder with texts of your own, which take the place of Weir's.") Optional<Path> texts)
      implements NoticeSettings, Checked {
    public Mail {
      to = List.copyOf(to);
      sendmail = List.copyOf(sendmail);
    }

    @Override
    public void check(Problems problems) {
      if (problems.isKnown("from") && Addresses.path(from).isEmpty()) {
        problems.add("from", "is no address such as abuse@example.net");
      }
      for (int i = 0; i < to.size(); i++) {
        if (problems.isKnown("to") && Addresses.path(to.get(i)).isEmpty()) {
          problems.add(KeyPath.of("to").item(i), "is no address such as abuse@example.net");
        }
      }
      if (problems.isKnown("hop")
          && problems.isKnown("sendmail")
          && hop.isPresent() != sendmail.isEmpty()) {
        problems.add("hop", "one of `hop` and `sendmail` must be set, and not both");
      }
      if (toCustomers && help.isEmpty() && problems.isKnown("help")) {
        problems.add("to-customers", "needs `help`: a text that says how customers reach you");
      }
      if (texts.isPresent() && !Files.isDirectory(texts.get())) {
        problems.add("texts", "no such folder: " + texts.get());
      } else if (problems.isKnown("texts")) {
        new Texts(texts).mistakes().forEach(each -> problems.add("texts", each));
      }
    }
  }

  /// A web hook.
  @Doc(
      "A web service that gets a POST of JSON, signed: `X-Weir-Signature: t=SECONDS,v1=HEX`, an HMAC-SHA-256 of `SECONDS.BODY`.")
  record Webhook(
      @SameTable Wanted wanted,
      @Doc("Its address.") String url,
      @Doc("File whose first line is the key of the signature.") @MustRead Path keyFile,
      @Doc(
              "Whether the address may be an internal one (of this host, a private or a link-local network), and what is told may have internal addresses in it.")
          @Default("false")
          boolean internal)
      implements NoticeSettings, Checked {
    @Override
    public Optional<Path> secretFile() {
      return Optional.of(keyFile);
    }

    @Override
    public void check(Problems problems) {
      if (!problems.isKnown("url")) {
        return;
      }
      try {
        URI address = URI.create(url);
        boolean isWeb =
            "https".equals(address.getScheme()) || internal && "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null) {
          problems.add("url", "must begin with https:// and have a host; http:// needs `internal`");
        } else if (address.getUserInfo() != null) {
          problems.add("url", "a login does not belong here");
        }
      } catch (IllegalArgumentException e) {
        problems.add("url", "is not an address: " + e.getMessage());
      }
    }
  }

  /// A program.
  @Doc(
      "A program, started without a shell, that reads the JSON of a web hook. Another exit status than 0 means that it is tried again.")
  record Command(@SameTable Wanted wanted, @Doc("The program, word by word.") List<String> program)
      implements NoticeSettings, Checked {
    public Command {
      program = List.copyOf(program);
    }

    @Override
    public void check(Problems problems) {
      if (problems.isKnown("program")
          && (program.isEmpty() || !program.getFirst().startsWith("/"))) {
        problems.add("program", "must begin with a program's whole path");
      }
    }
  }
}
