package weir.nexthop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
import weir.sink.SinkMta;
import weir.smtp.BufferPool;

/// What the tests of this package hand over, and to whom.
final class TestHops {

  static final ClientIdentity CLIENT =
      new ClientIdentity(
          IpAddress.parse("192.0.2.7").orElseThrow(),
          40001,
          IpAddress.parse("198.51.100.1").orElseThrow(),
          25,
          "mail.example.net",
          true,
          Optional.of("mx.example.net"),
          Optional.empty());

  static final String BODY = "Subject: hello\r\n\r\nA line.\r\n..two dots\r\n.\r\n";

  private TestHops() {}

  /// Settings for a sink, with these lines of TOML besides.
  static HopSettings.Smtp settings(SinkMta sink, String... lines) {
    String toml = "address = '127.0.0.1:" + sink.port() + "'\n" + String.join("\n", lines);
    return bound(HopSettings.Smtp.class, toml);
  }

  static <T extends Record> T bound(Class<T> type, String toml) {
    Binding<T> binding = new Binder(Values.standard()).text(type, toml, Path.of("/test/weir.toml"));
    assertThat(binding).isInstanceOf(Binding.Bound.class);
    return ((Binding.Bound<T>) binding).value();
  }

  static BufferPool buffers() {
    return new BufferPool(64 * 1024, 8);
  }

  static RefusedRecipients refusals() {
    return new RefusedRecipients(Duration.ofHours(1), System::nanoTime);
  }

  static SmtpHop hop(HopSettings.Smtp settings) {
    return hop(settings, buffers(), refusals());
  }

  static SmtpHop hop(HopSettings.Smtp settings, BufferPool buffers, RefusedRecipients refusals) {
    return new SmtpHop("back", settings, "weir.example", buffers, refusals, System::nanoTime);
  }

  static Handing handing(String body, String... recipients) {
    return handing(body, () -> true, recipients);
  }

  static Handing handing(String body, BooleanSupplier stillThere, String... recipients) {
    return handing(
        body,
        stillThere,
        MailParameters.NONE,
        Stream.of(recipients)
            .map(to -> new Envelope.Recipient(path(to), RcptParameters.NONE))
            .toList());
  }

  static Handing handing(
      String body,
      BooleanSupplier stillThere,
      MailParameters parameters,
      List<Envelope.Recipient> recipients) {
    return new Handing(
        "abcdefghijklm",
        new Envelope(path("from@example.net"), parameters, recipients),
        List.of(new HeaderField("Received", "from test by weir.example id abcdefghijklm")),
        Content.of(body.getBytes(UTF_8)),
        CLIENT,
        stillThere);
  }

  static weir.mail.Path path(String text) {
    return ((PathParser.Parsed) PathParser.parse(text, true)).path();
  }

  static weir.mail.Path.Mailbox mailbox(String text) {
    return (weir.mail.Path.Mailbox) path(text);
  }
}
