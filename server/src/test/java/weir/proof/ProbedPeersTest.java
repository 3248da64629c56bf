package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.nexthop.HopSettings;
import weir.nexthop.MailServer;
import weir.probe.Probe;
import weir.probe.Probed;
import weir.probe.Seen;
import weir.probe.Variant;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// `weir probe` against real servers, strict and lenient ones.
class ProbedPeersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Probed probe(MailServer server) throws IOException {
    Variant.Envelope envelope = new Variant.Envelope("carl@example.net", "ann@example.com");
    Probe.Subject subject = new Probe.Subject("back", server, "mx.example.net");
    return new Probe(subject, envelope, "weir-probe-1", PATIENCE).run(true);
  }

  private static HopSettings.Smtp smtp(int port) {
    return bound(HopSettings.Smtp.class, "address = '127.0.0.1:" + port + "'");
  }

  private static <T extends Record> T bound(Class<T> type, String toml) {
    return ((Binding.Bound<T>)
            new Binder(Values.standard()).text(type, toml, Path.of("/test/weir.toml")))
        .value();
  }

  private static List<String> fooled(Probed probed) {
    return probed.variants().stream()
        .filter(seen -> seen.outcome().isFooled())
        .map(Seen::variant)
        .toList();
  }

  @Test
  void aLenientPostfixIsFooledAndToldWhatToSet() throws IOException {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      Postfix postfix =
          Postfix.start(
              host, "smtpd_forbid_bare_newline = no\nsmtpd_forbid_unauth_pipelining = no\n", "");
      Probed probed = probe(smtp(postfix.port()));

      assertThat(fooled(probed))
          .as(probed.toString())
          .contains("LF . LF", "LF . CRLF", "CRLF . LF");
      assertThat(probed.cure()).contains("smtpd_forbid_bare_newline = reject");
      postfix.settle(Duration.ofSeconds(60));
      assertThat(postfix.mailbox("ann")).hasSize(probed.messages());
    }
  }

  /// The server behind trusts our network, forgives it bare line feeds, and so is fooled by whoever
  /// can make us hand one on.
  @Test
  void hostile_009_aPostfixThatTrustsUsIsFoundOutOnDemandOnlyAndFooledByNobodyThroughUs(
      @TempDir Path folder) throws IOException {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      String trusting =
          """
          smtpd_forbid_bare_newline = reject
          smtpd_forbid_bare_newline_exclusions = $mynetworks
          smtpd_forbid_unauth_pipelining = no
          """;
      Postfix postfix = Postfix.start(host, trusting, "");
      try (Stand stand = Stand.in(folder).hop(postfix.port()).start()) {
        postfix.settle(Duration.ofSeconds(60));
        assertThat(postfix.mailbox("ann")).as("no test mail at a start").isEmpty();
        int taken = 0;
        for (String end : List.of("\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r\r\n")) {
          try (Talker client = stand.sender()) {
            client.begin();
            client.send(
                "Subject: outer\r\n\r\nfirst" + end + "MAIL FROM:<root@example.net>\r\n.\r\n");
            taken += client.hear().code() == 250 ? 1 : 0;
          }
        }
        assertThat(taken).isZero();
        try (Talker client = stand.sender()) {
          assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
        }
        postfix.settle(Duration.ofSeconds(60));
        assertThat(postfix.mailbox("ann")).as("through us").hasSize(1);
      }
      Probed probed = probe(smtp(postfix.port()));
      assertThat(fooled(probed)).as(probed.toString()).contains("LF . CRLF");
      assertThat(probed.cure()).contains("smtpd_forbid_bare_newline");
    }
  }

  @Test
  void aStrictPostfixIsNot() throws IOException {
    for (String setting : List.of("reject", "normalize")) {
      try (PeerHost host = PeerRoot.require("postfix").start()) {
        // as strangers: whom it trusts it forgives
        String main =
            "smtpd_forbid_bare_newline = %s\nsmtpd_forbid_bare_newline_exclusions =\n"
                .formatted(setting);
        Postfix postfix = Postfix.start(host, main, "");
        Probed probed = probe(smtp(postfix.port()));

        assertThat(fooled(probed)).as(setting + " " + probed).isEmpty();
        postfix.settle(Duration.ofSeconds(60));
        assertThat(postfix.mailbox("ann")).hasSize(probed.messages());
      }
    }
  }

  @Test
  void eximOfDebianIsStrict() throws IOException {
    try (PeerHost host = PeerRoot.require("exim").start()) {
      Exim exim = Exim.start(host, "", "", "");
      Probed probed = probe(smtp(exim.port()));

      assertThat(fooled(probed)).as(probed.toString()).isEmpty();
      assertThat(probed.greeting()).contains("Exim 4.96");
      exim.settle(Duration.ofSeconds(60));
      assertThat(exim.mailbox("ann")).hasSize(probed.messages());
    }
  }

  @Test
  void theLmtpOfDovecotTakesALineFeedForTheEndOfALine() throws IOException {
    try (PeerHost host = PeerRoot.require("rest").start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      Probed probed =
          probe(bound(HopSettings.Lmtp.class, "address = '127.0.0.1:" + dovecot.port() + "'"));

      assertThat(fooled(probed))
          .as(probed.toString())
          .containsExactly("LF . LF", "LF . CRLF", "CRLF . LF", "LF LF . LF LF");
      assertThat(probed.cure()).contains("nobody but Weir");
      assertThat(dovecot.mailbox("ann")).hasSize(probed.messages());
    }
  }
}
