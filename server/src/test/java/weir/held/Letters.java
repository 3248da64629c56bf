package weir.held;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.mail.Content;
import weir.mail.Envelope;
import weir.mail.HeaderField;
import weir.mail.MailParameters;
import weir.mail.PathParser;
import weir.mail.RcptParameters;
import weir.net.IpAddress;
import weir.nexthop.ClientIdentity;

/// Messages for tests of the store.
final class Letters {
  static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");
  static final String BODY = "Subject: a\r\n\r\n.text\r\n";

  static final ClientIdentity CLIENT =
      new ClientIdentity(
          IpAddress.parse("192.0.2.10").orElseThrow(),
          40_001,
          IpAddress.parse("203.0.113.25").orElseThrow(),
          25,
          "mail.example.net",
          true,
          Optional.of("mail.example.net"),
          Optional.empty());

  private Letters() {}

  static HeldSettings settings(String... lines) {
    return switch (new Binder(Values.standard())
        .text(HeldSettings.class, String.join("\n", lines), Path.of("held.toml"))) {
      case Binding.Bound<HeldSettings> bound -> bound.value();
      case Binding.Refused<HeldSettings>(var mistakes) ->
          throw new IllegalArgumentException(mistakes.toString());
    };
  }

  /// @param number from 0 on
  static String id(int number) {
    return "%013d".formatted(number);
  }

  static Letter letter(String id) {
    return letter(id, BODY);
  }

  static Letter letter(String id, String body) {
    return new Letter(id, RECEIVED, CLIENT, Optional.of("a"), Content.of(body.getBytes(US_ASCII)));
  }

  static Draft draft(HeldState becomes, String... recipients) {
    return new Draft(
        new Envelope(
            path("sue@example.net"),
            MailParameters.NONE,
            Stream.of(recipients)
                .map(each -> new Envelope.Recipient(path(each), RcptParameters.NONE))
                .toList()),
        List.of(new HeaderField("X-Weir-Test", "1")),
        "back",
        new Why("on-block-list", "Listed", "quarantine", "default@1", 0, List.of()),
        becomes);
  }

  private static weir.mail.Path path(String address) {
    return ((PathParser.Parsed) PathParser.parse(address, false)).path();
  }

  /// The store in a folder, with these lines of its settings.
  static HeldStore open(Path folder, String... lines) throws IOException {
    return HeldStore.open(folder, settings(lines), () -> RECEIVED, () -> 0, false);
  }

  static HeldQuery any() {
    return HeldQuery.ALL;
  }

  /// Keeps a message for these, as one that is held.
  static Keeping hold(HeldStore store, String id, String... recipients) {
    return store.keep(letter(id), List.of(draft(HeldState.HELD, recipients)), false, () -> true);
  }

  /// The files of messages in a store's folder.
  static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("messages"))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// Keeps a message for which a next hop has yet to answer.
  static Keeping.Durable pending(HeldStore store, String id, HeldState becomes) {
    return (Keeping.Durable)
        store.keep(letter(id), List.of(draft(becomes, "ann@example.com")), true, () -> true);
  }

  /// The octets of a message.
  static String text(HeldStore store, HeldMessage message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.content(message).writeTo(out);
    return out.toString(US_ASCII);
  }
}
