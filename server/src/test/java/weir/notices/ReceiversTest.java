package weir.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.account.Account;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.enforcement.panels.PanelStandIn;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.nexthop.HopSettings;
import weir.nexthop.NextHop;
import weir.nexthop.RefusedRecipients;
import weir.nexthop.SmtpHop;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.smtp.BufferPool;

/// Mail by a real program and a real SMTP connection, web hooks on loopback, programs.
class ReceiversTest {
  private static final InstantSource CLOCK = InstantSource.fixed(NoticeDeskTest.NOW);
  private static final Account ANNA = NoticeDeskTest.account("anna");

  @TempDir Path folder;
  private final WebService web = new WebService(Duration.ofSeconds(10));

  @AfterEach
  void stop() {
    web.close();
  }

  private record Tables(Map<String, NoticeSettings> notices, Map<String, HopSettings> hops) {}

  private Binding<Tables> read(String toml) {
    return new Binder(Values.standard()).text(Tables.class, toml, folder.resolve("weir.toml"));
  }

  private <T> T settings(Class<T> type, String toml) {
    return type.cast(
        ((Binding.Bound<Tables>) read("[notices.desk]\n" + toml)).value().notices().get("desk"));
  }

  private String mistakes(String toml) {
    return ((Binding.Refused<Tables>) read("[notices.desk]\n" + toml)).mistakes().toString();
  }

  private static Digest digest(NoticeEvent event) {
    return new Digest(
        List.of(NoticeDeskTest.notice("1", NoticeDeskTest.NOW, event, "anna")),
        0,
        Optional.empty());
  }

  private static String body(String message) {
    String lines = message.replace("\r\n", "\n");
    String encoded = lines.substring(lines.indexOf("\n\n"));
    return new String(Base64.getMimeDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
  }

  private MailReceiver bySendmail(String more) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("sendmail"),
            "#!/bin/sh\necho \"$@\" >> \"%1$s/words\"\ncat > \"%1$s/message\"\n".formatted(folder));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    NoticeSettings.Mail mail =
        settings(
            NoticeSettings.Mail.class,
            """
            type = "mail"
            from = "weir@example.net"
            to = ["desk@example.net", "olga@example.net"]
            sendmail = ["%s", "-v"]
            """
                    .formatted(script)
                + more);
    return new MailReceiver(
        "desk",
        mail,
        "mx.example.net",
        new SendmailOutbox(mail.sendmail(), new SystemPrograms(Duration.ofSeconds(30))),
        CLOCK);
  }

  @Test
  void staffGetMailByAProgram() throws Exception {
    MailReceiver receiver = bySendmail("");
    receiver.send(digest(NoticeEvent.NEEDS_DECISION), Optional.empty());
    assertThat(folder.resolve("words"))
        .hasContent("-v -i -f weir@example.net -- desk@example.net olga@example.net");
    String message = Files.readString(folder.resolve("message"));
    assertThat(message)
        .startsWith(
            """
            From: Weir <weir@example.net>
            To: desk@example.net,
             olga@example.net
            Subject: =?utf-8?B?\
            """)
        .contains(
            "\nDate: Mon, 4 May 2026 03:02:01 +0000\nMessage-ID: <weir-1@example.net>\nAuto-Submitted: auto-generated\n");
    assertThat(body(message))
        .contains("needs decision: login:anna@example.net: hold until")
        .contains("600 recipients in an hour")
        .contains("on mx.example.net show how it stands now");
  }

  @Test
  void customersAreToldNothingBeforeSomebodyConfirmsIt() throws Exception {
    Notice begun =
        NoticeDeskTest.notice("1", NoticeDeskTest.NOW, NoticeEvent.RESPONSE_BEGUN, "anna");
    assertThat(bySendmail("").isForCustomer(begun, ANNA)).isFalse();
    MailReceiver confirmed = bySendmail("to-customers = true\nhelp = \"+49 30 1234\"\n");
    assertThat(confirmed.isForCustomer(begun, ANNA)).isTrue();
    assertThat(confirmed.isForCustomer(begun, Account.of("nobody-to-write-to"))).isFalse();
    for (NoticeEvent staffOnly :
        List.of(
            NoticeEvent.INCIDENT_OPENED,
            NoticeEvent.NEEDS_DECISION,
            NoticeEvent.RESPONSES_PAUSED,
            NoticeEvent.TROUBLE)) {
      assertThat(
              confirmed.isForCustomer(
                  NoticeDeskTest.notice("1", NoticeDeskTest.NOW, staffOnly, "anna"), ANNA))
          .isFalse();
    }
    assertThat(
            mistakes(
                "type = \"mail\"\nfrom = \"a@b.example\"\nhop = \"out\"\nto-customers = true\n"))
        .contains("needs `help`");
  }

  @Test
  void aCustomerReadsWhatHappenedInTheirLanguageAndNotStaffsReason() throws Exception {
    MailReceiver receiver = bySendmail("to-customers = true\nhelp = \"+49 30 1234\"\n");
    receiver.send(digest(NoticeEvent.RESPONSE_BEGUN), Optional.of(ANNA));
    assertThat(folder.resolve("words")).hasContent("-v -i -f weir@example.net -- anna@example.org");
    assertThat(body(Files.readString(folder.resolve("message"))))
        .contains("Guten Tag Customer anna", "anna@example.net", "2026-05-04 05:02 UTC")
        .contains("+49 30 1234", "lease1")
        .doesNotContain("600 recipients", "{");
  }

  @Test
  void anotherProgramThanZeroIsAFailure() throws Exception {
    NoticeSettings.Mail mail =
        settings(
            NoticeSettings.Mail.class,
            "type = \"mail\"\nfrom = \"weir@example.net\"\nto = [\"a@example.net\"]\nsendmail = [\"/bin/false\"]\n");
    MailReceiver receiver =
        new MailReceiver(
            "desk",
            mail,
            "mx",
            new SendmailOutbox(mail.sendmail(), new SystemPrograms(Duration.ofSeconds(30))),
            CLOCK);
    assertThatThrownBy(() -> receiver.send(digest(NoticeEvent.TROUBLE), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("/bin/false ended with 1");
  }

  @Test
  void staffGetMailByANextHop() throws Exception {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop =
            new SmtpHop(
                "out",
                (HopSettings.Smtp)
                    ((Binding.Bound<Tables>)
                            read(
                                "hops.out = {type = \"smtp\", address = \"127.0.0.1:%d\"}"
                                    .formatted(sink.port())))
                        .value()
                        .hops()
                        .get("out"),
                "mx.example.net",
                new BufferPool(16 * 1024, 4),
                new RefusedRecipients(Duration.ofHours(1), System::nanoTime),
                System::nanoTime)) {
      MailReceiver receiver = byHop(Optional.of(hop));
      receiver.send(digest(NoticeEvent.INCIDENT_OPENED), Optional.empty());
      SinkMessage message = sink.messages().getFirst();
      assertThat(message.mail()).startsWith("<weir@example.net>");
      assertThat(message.recipients())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("<desk@example.net>");
      assertThat(body(message.text())).contains("incident opened");
    }
    assertThatThrownBy(
            () -> byHop(Optional.empty()).send(digest(NoticeEvent.TROUBLE), Optional.empty()))
        .hasMessage("no next hop out is configured");
  }

  private MailReceiver byHop(Optional<NextHop> hop) {
    NoticeSettings.Mail mail =
        settings(
            NoticeSettings.Mail.class,
            "type = \"mail\"\nfrom = \"weir@example.net\"\nto = [\"desk@example.net\"]\nhop = \"out\"\n");
    return new MailReceiver("desk", mail, "mx.example.net", new HopOutbox("out", () -> hop), CLOCK);
  }

  @Test
  void aSubjectPassesAnyMailServer() {
    assertThat(MailMessage.subject("plain words")).isEqualTo("plain words");
    String folded = MailMessage.subject("ä".repeat(80) + "\r\nBcc: x@example.org");
    assertThat(folded.split("\r\n ")).allSatisfy(word -> assertThat(word).hasSizeLessThan(76));
    String read =
        Arrays.stream(folded.split("\r\n "))
            .map(word -> word.substring("=?utf-8?B?".length(), word.length() - 2))
            .map(word -> new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8))
            .reduce("", String::concat);
    assertThat(read).isEqualTo("ä".repeat(80) + " Bcc: x@example.org");
  }

  private NoticeSettings.Webhook hook(String url, boolean internal) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "k3y\n");
    return settings(
        NoticeSettings.Webhook.class,
        "type = \"webhook\"\nurl = \"%s\"\nkey-file = \"%s\"\ninternal = %s\n"
            .formatted(url, key, internal));
  }

  @Test
  void aWebHookIsSignedWithItsTime() throws Exception {
    try (PanelStandIn server = new PanelStandIn(_ -> Reply.ok(""))) {
      WebhookReceiver receiver =
          new WebhookReceiver("desk", hook(server.url(), true), "mx.example.net", web, CLOCK);
      receiver.send(digest(NoticeEvent.RESPONSE_BEGUN), Optional.empty());
      PanelStandIn.Asked asked = server.asked().getFirst();
      assertThat(asked.body())
          .startsWith(
              "{\"id\":\"1\",\"host\":\"mx.example.net\",\"title\":\"response begun: login:anna@example.net: hold\",\"counts\":{\"response-begun\":1},\"lost\":0,\"notices\":[{")
          .contains("\"response\":\"hold\"", "\"until\":\"2026-05-04T05:02:01Z\"");
      long seconds = NoticeDeskTest.NOW.getEpochSecond();
      assertThat(asked.headers())
          .containsEntry(
              "X-Weir-Signature",
              "t=%d,v1=%s"
                  .formatted(seconds, WebhookReceiver.sign("k3y", seconds + "." + asked.body())));
      server.be(_ -> new Reply(503, ""));
      assertThatThrownBy(() -> receiver.send(digest(NoticeEvent.TROUBLE), Optional.empty()))
          .hasMessageEndingWith("status 503");
    }
  }

  /// RFC 4231, test case 2.
  @Test
  void theSignatureIsHmacSha256() {
    assertThat(WebhookReceiver.sign("Jefe", "what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1"
      })
  void internalAddressesAreKnown(String address) throws Exception {
    assertThat(InternalAddresses.isInternal(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "100.128.0.1", "2001:db8::1"})
  void othersAreNot(String address) throws Exception {
    assertThat(InternalAddresses.isInternal(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void aWebHookToAnInternalAddressIsRefusedUnlessPermitted() throws Exception {
    WebhookReceiver receiver =
        new WebhookReceiver("desk", hook("https://127.0.0.1:9/hook", false), "mx", web, CLOCK);
    assertThatThrownBy(() -> receiver.send(digest(NoticeEvent.TROUBLE), Optional.empty()))
        .hasMessageContaining("is the internal address 127.0.0.1");
    assertThat(
            mistakes(
                "type = \"webhook\"\nurl = \"http://hooks.example.com/\"\nkey-file = \"%s\"\n"
                    .formatted(Files.writeString(folder.resolve("key"), "k"))))
        .contains("http:// needs `internal`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET https://10.1.2.3:2087/x: status 500 | GET https://(an internal address):2087/x: status 500
          from 192.0.2.1 and 192.168.7.8, fd00::17. | from 192.0.2.1 and (an internal address), (an internal address).
          at 03:02:01, 2001:db8::1, a::, 1.2.3 | at 03:02:01, 2001:db8::1, a::, 1.2.3
          """)
  void outsidersAreNotToldInternalAddresses(String words, String told) {
    assertThat(InternalAddresses.hidden(words)).isEqualTo(told);
  }

  @Test
  void aWebHookOutsideReadsNoInternalAddress() {
    Notice trouble =
        new Notice(
            "1",
            NoticeDeskTest.NOW,
            NoticeEvent.TROUBLE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "weir",
            "panel at 10.1.2.3: no answer");
    Digest digest = new Digest(List.of(trouble), 0, Optional.empty());
    assertThat(NoticeJson.of("mx", digest, InternalAddresses::hidden))
        .contains("panel at (an internal address): no answer");
    assertThat(NoticeJson.of("mx", digest, words -> words)).contains("panel at 10.1.2.3");
  }

  @Test
  void aProgramReadsJson() throws Exception {
    NoticeSettings.Command settings =
        settings(
            NoticeSettings.Command.class,
            "type = \"command\"\nprogram = [\"/bin/sh\", \"-c\", \"cat > %s/json\"]\n"
                .formatted(folder));
    CommandReceiver receiver =
        new CommandReceiver("desk", settings, "mx", new SystemPrograms(Duration.ofSeconds(30)));
    receiver.send(digest(NoticeEvent.RESPONSES_PAUSED), Optional.empty());
    assertThat(folder.resolve("json")).content().contains("\"event\":\"responses-paused\"");
    assertThat(mistakes("type = \"command\"\nprogram = [\"notify\"]\n"))
        .contains("must begin with a program's whole path");
  }

  @Test
  void mistakesInMailAreFoundAtOnce() {
    assertThat(
            mistakes(
                """
                type = "mail"
                from = "nobody"
                to = ["desk@example.net", "x@example.net\\r\\nBcc: y@example.net"]
                texts = "nowhere"
                """))
        .contains("is no address such as abuse@example.net")
        .contains("one of `hop` and `sendmail` must be set")
        .contains("no such folder");
  }
}
