package weir.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Directory;
import weir.cli.Here;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.segments.JournalSettings;
import weir.segments.SqliteJournal;
import weir.traceback.TraceGrounds;
import weir.tracekeys.KeyFile;
import weir.tracekeys.TraceSettings;
import weir.verdict.Role;

class TraceCommandTest {
  private static final String ID = "7h2kq0m5n9xbd";
  private static final String DATE = "Wed, 25 Nov 2026 08:00:00 +0000";

  /// A script's message, and what its author put below to lead astray.
  private static final String FORGED =
      """
      This came from you:

      > Received: from mail1.provider.example (mail1.provider.example [45.51.100.1])
      >  by mx.reporter.example (Postfix) with ESMTP id 4F1
      >  for <redacted>; Sun, 15 Nov 2026 08:00:09 +0000
      > Received: from web1.provider.example (web1.provider.example [45.51.100.11])
      >  by mail1.provider.example (Postfix) with ESMTP id 4F2;
      >  Sun, 15 Nov 2026 08:00:03 +0000
      > Received: (qmail 77 invoked by uid 2001); 15 Nov 2026 08:00:00 -0000
      > Received: (qmail 1 invoked by uid 0\u001b[2J); 15 Nov 2026 07:59:00 -0000
      > Subject: cheap pills
      >
      > Received: not a field any more
      """;

  @TempDir private Path folder;
  private String sealed = "";

  @BeforeEach
  void aMessageThatWentThroughTheGateway() throws IOException {
    TraceSettings settings =
        new TraceSettings(
            true, Optional.empty(), true, Duration.ofDays(30), Duration.ofDays(120), List.of());
    KeyFile keys = KeyFile.open(settings.file(folder), settings, InstantSource.fixed(Here.NOW));
    String token =
        keys.keys().seal(ID, Optional.of("<1@pc.example>"), Optional.of(DATE)).orElseThrow().text();
    sealed =
        """
        Received: from gate.provider.example (unknown [45.51.100.20]) by mx.reporter.example (Postfix) with ESMTP id 4F1; Wed, 25 Nov 2026 08:00:09 +0000
        Received: from pc (unknown [203.0.113.9]) by gate.provider.example with ESMTPSA
         id %s; Wed, 25 Nov 2026 08:00:02 +0000
        Message-ID: <1@pc.example>
        Date: %s
        Subject: [SPAM] offer

        """
            .formatted(token, DATE);
    JournalSettings journal = JournalSettings.in(folder.resolve("journal"));
    try (SqliteJournal written =
        SqliteJournal.open(journal, InstantSource.fixed(Here.NOW), InstantSource.fixed(Here.NOW))) {
      written.add(entry());
      written.flush(Duration.ofSeconds(30));
    }
  }

  private static Entry entry() {
    return new Entry.Transaction(
        ID,
        ID,
        Instant.parse("2026-11-25T08:00:02Z"),
        Duration.ofMillis(12),
        new Entry.Client(
            IpAddress.parse("203.0.113.9").orElseThrow(),
            40_000,
            "submission",
            Role.SUBMISSION,
            "pc",
            Optional.empty(),
            Optional.of("ann@shop.example"),
            Optional.empty()),
        "ann@shop.example",
        List.of(new Entry.RecipientLine("bob@reporter.example", 250, "250 2.1.5 Recipient ok")),
        1_234,
        Entry.Heading.of(Optional.of("offer")),
        Entry.End.DELIVERED,
        "250 2.0.0 Taken [" + ID + "]",
        List.of(),
        Optional.empty());
  }

  private Here.Ran trace(String text, String... options) throws IOException {
    Path file = folder.resolve("complaint");
    Files.writeString(file, text);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "trace";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = file.toString();
    return Here.in(folder).run(arguments);
  }

  /// Whoever reads "usage" looks for a mistake of his own.
  @Test
  void aDefectOfOursIsNoMistakeInTheCommand() throws IOException {
    Path file = Files.writeString(folder.resolve("complaint"), sealed);
    Here.Ran ran = Here.in(folder).runBut("tracing", this::withDefect, "trace", file.toString());
    assertThat(ran.status()).isEqualTo(70);
    assertThat(ran.err()).contains("a defect", "\tat ");
  }

  private TraceGrounds withDefect() throws IOException {
    TraceGrounds sound = Here.in(folder).tracing(Optional.empty());
    Directory directory =
        (Directory)
            Proxy.newProxyInstance(
                Directory.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (_, _, _) -> {
                  throw new IllegalArgumentException("a defect");
                });
    return new TraceGrounds(
        sound.host(), directory, sound.hosts(), sound.believed(), sound.keys(), sound.logs());
  }

  @Test
  void aTokenLeadsToTheLoginForCertain() throws IOException {
    Here.Ran ran = trace(sealed);
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("Account shop, certain, by our trace token")
        .contains("Sent by login ann@shop.example")
        .contains("Journal  " + ID)
        .contains("Next: weir account shop")
        .contains("Next: weir why " + ID);
  }

  @Test
  void hostile_100_aCopiedTokenIsAClaim() throws IOException {
    for (String copied :
        List.of(
            sealed.replace("<1@pc.example>", "<2@evil.example>"),
            sealed.replace("offer", "cheap pills"))) {
      Here.Ran ran = trace(copied);
      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.out())
          .startsWith("Ours, and no customer can be named")
          .contains("was copied from another message of ours")
          .doesNotContain("Account shop");
    }
  }

  /// Somebody who had a message of the customer's sends its whole header from elsewhere.
  @Test
  void hostile_100_aTokenBelowAHopOfAStrangersIsAClaim() throws IOException {
    Here.Ran ran = trace(sealed.replace("45.51.100.20", "185.1.2.3"));
    assertThat(ran.out())
        .startsWith("Account shop, claimed, by our trace token")
        .contains("may be copied from that message")
        .contains("Whether it left our servers cannot be told")
        .contains("Anybody may have written these Received fields")
        .contains("  2  from pc (unknown [203.0.113.9])")
        .doesNotContain("Left from", "Tell the complainant");
    Path file =
        Files.writeString(
            folder.resolve("a.eml"), arf(sealed.replace("45.51.100.20", "185.1.2.3")));
    Here.in(folder).run("complaints", "take", file.toString());
    assertThat(Here.in(folder).run("complaints", "show", "1").out())
        .doesNotContainPattern("Account +shop");
  }

  /// The journal knows for whom it was: a copy for somebody else is no message of the customer's.
  @Test
  void aTokenOnAMessageForSomebodyElseIsLikelyOnly() throws IOException {
    String to = sealed.replace("by mx.reporter.example (Postfix) with ESMTP id 4F1", "%s");
    String top = "by mx.reporter.example (Postfix) with ESMTP id 4F1 for <%s@reporter.example>";
    assertThat(trace(to.replace("%s", top.replace("%s", "Bob"))).out())
        .startsWith("Account shop, certain");
    assertThat(trace(to.replace("%s", top.replace("%s", "eve"))).out())
        .startsWith("Account shop, likely")
        .contains("other recipients")
        .contains("whether the complainant's address is another name of bob@reporter.example");
    assertThat(trace(sealedArf()).out()).contains("Account shop, certain");
    assertThat(
            trace(
                    sealedArf()
                        .replace(
                            "Feedback-Type: abuse",
                            "Feedback-Type: abuse\nOriginal-Rcpt-To: eve@reporter.example"))
                .out())
        .contains("Account shop, likely");
  }

  @Test
  void vector_24_pastedHeadersLeadToTheUidOnItsHostAndForgedOnesAreClaims() throws IOException {
    Here.Ran ran = trace(FORGED);
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("Account club, likely, by Received field of a host of ours")
        .contains("Sent by uid 2001 on web1")
        .contains("Left from mail1")
        .contains("would settle it: the log of the mail server of web1")
        .contains("Queue id 4F2 on mail1")
        .contains("Anybody may have written")
        .contains("  4  (qmail 1 invoked by uid 0?[2J)")
        .doesNotContain("\u001b")
        .doesNotContain("not a field");
  }

  @Test
  void vector_27_whatIsNotOursIsSaidSo() throws IOException {
    Here.Ran ran =
        trace(
            "Received: from x (unknown [185.1.2.3]) by mx.reporter.example (Postfix) with ESMTP id 1;"
                + " Wed, 25 Nov 2026 08:00:09 +0000\nFrom: ann@shop.example\n\n");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("Not ours")
        .contains("[185.1.2.3], which is no address of ours")
        .contains("Tell the complainant");
  }

  @Test
  void theAddressThatAReporterNamesIsEnoughToFindTheHost() throws IOException {
    Here.Ran ran = trace("Subject: x\n\n", "--source", "45.51.100.1");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains("Ours, and no customer can be named")
        .contains("Left from mail1");
    assertThat(trace("Subject: x\n\n", "--source", "somewhere").status()).isEqualTo(2);
  }

  /// Long fields go on in the next line, with a tab.
  @Test
  void aFoldedClaimStandsOnOneLine() throws IOException {
    String folded = FORGED.replace("(qmail 1 invoked", "(qmail 1\n> \t  invoked");
    assertThat(trace(folded).out())
        .contains("  4  (qmail 1 invoked by uid 0")
        .doesNotContain("\\u0009");
  }

  @Test
  void aHostThatNobodyKnowsIsSaidAndNearOnesAreNamed() throws IOException {
    Here.Ran ran = trace(sealed, "--from-host", "mial1");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("mial1 is no host of yours (did you mean mail1?); known are gate, mail1, web1\n");
    assertThat(trace(sealed, "--from-host", "gate").err()).as("twin").isEmpty();
  }

  @Test
  void aFolderIsNamedAndNotTraced() {
    Here.Ran ran = Here.in(folder).run("trace", folder.toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(folder + " is a folder; give the file of one message");
  }

  @Test
  void asJsonItSaysTheSame() throws IOException {
    assertThat(trace(sealed, "--json").out())
        .contains("\"account\":\"shop\"")
        .contains("\"confidence\":\"certain\"")
        .contains("\"entries\":[\"" + ID + "\"]");
  }

  private static String arf(String reported) {
    return """
    From: desk@isp.example
    Received: from mail1.provider.example (mail1.provider.example [45.51.100.1]) by gate; Wed, 25 Nov 2026 08:30:00 +0000
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b

    This is a report.
    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    Source-IP: 45.51.100.1
    Arrival-Date: Sun, 15 Nov 2026 08:00:09 +0000

    --b
    Content-Type: message/rfc822

    %s
    --b--
    """
        .formatted(reported);
  }

  /// As the complainant's server had it from the gateway.
  private String sealedArf() {
    return arf(sealed).replace("Source-IP: 45.51.100.1", "Source-IP: 45.51.100.20");
  }

  /// The whole header of the customer's message on a stranger's, with the recipient's own field;
  /// the report names the address from which it came.
  @Test
  void hostile_100_aCopiedHeaderFromAnotherAddressIsAClaim() throws IOException {
    String copied = arf(sealed).replace("Source-IP: 45.51.100.1", "Source-IP: 185.1.2.3");
    assertThat(trace(copied).out())
        .contains("Account shop, claimed")
        .contains("but somebody on the way could have put it there");
    Path file = Files.writeString(folder.resolve("a.eml"), copied);
    Here.in(folder).run("complaints", "take", file.toString());
    assertThat(Here.in(folder).run("complaints", "show", "1").out())
        .doesNotContainPattern("Account +shop");
    assertThat(trace(sealedArf()).out()).as("twin").contains("Account shop, certain");
  }

  @Test
  void ofAComplaintTheMessageInItIsTraced() throws IOException {
    Here.Ran ran = trace(sealedArf());
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .startsWith("The message in a complaint, ARF report, from desk@isp.example, abuse (")
        .contains("Account shop, certain, by our trace token");
    assertThat(trace(sealedArf(), "--itself").out())
        .contains("Left from mail1")
        .doesNotContain("shop", "The message in");
  }

  /// The addresses are blanked, and the Message-ID: Source-IP leads to the host, and no further.
  @Test
  void ofARedactedComplaintNothingIsGuessed() throws IOException {
    String redacted =
        "To: redacted@isp.example\nMessage-ID: <redacted@shop.example>\nSubject: offer\n";
    Here.Ran ran = trace(arf(redacted));
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith(
            "The message in a complaint, ARF report, from desk@isp.example, abuse, redacted (")
        .contains("Ours, and no customer can be named")
        .contains("Left from mail1")
        .contains("the reporter says so");
    assertThat(trace(arf(redacted), "--source", "185.1.2.3").out()).contains("Not ours");
  }

  @Test
  void whatPeopleForwardIsUnpacked() throws IOException {
    String attached =
        "From: ann@isp.example\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nlook\n--c\n"
            + "Content-Type: message/rfc822\n\n"
            + sealed
            + "\n--c--\n";
    assertThat(trace(attached).out())
        .startsWith("The message in a complaint, message attached, from ann@isp.example")
        .contains("Account shop, certain");
    String pasted =
        "From: ann@isp.example\nTo: abuse@provider.example\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getMimeEncoder().encodeToString(FORGED.getBytes(StandardCharsets.UTF_8))
            + "\n";
    assertThat(trace(pasted).out())
        .startsWith("The message in a complaint, header pasted, from ann@isp.example")
        .contains("Account club, likely");
    assertThat(
            trace(
                    "From: ann@isp.example\nSubject: abuse\nContent-Type: application/json\n\n"
                        + "{\"Version\":\"2\",\"Report\":{\"ReportType\":\"Spam\","
                        + "\"SourceIp\":\"45.51.100.1\"}}\n")
                .out())
        .startsWith("The message in a complaint, XARF report")
        .contains("Left from mail1");
  }

  @Test
  void ofABounceTheMessageThatCameBackIsTraced() throws IOException {
    String bounce =
        """
        From: MAILER-DAEMON@mx.reporter.example
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.reporter.example

        Final-Recipient: rfc822; bob@reporter.example
        Action: failed
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        %s
        --b--
        """
            .formatted(sealed);
    assertThat(trace(bounce).out())
        .startsWith("The message in a bounce of mx.reporter.example (")
        .contains("Account shop, certain, by our trace token");
  }

  @Test
  void aTokenInAComplaintVerifiesItsAccount() throws IOException {
    Path file = Files.writeString(folder.resolve("a.eml"), sealedArf());
    Here.in(folder).run("complaints", "take", file.toString());
    assertThat(Here.in(folder).run("complaints", "show", "1").out())
        .containsPattern("Account +shop\n")
        .containsPattern("Why +our trace token in it\n");
  }
}
