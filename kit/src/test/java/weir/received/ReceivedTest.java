package weir.received;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.ReceivedLine;
import weir.maillog.Entrance;
import weir.net.IpAddress;

class ReceivedTest {

  /// In short: `uid 1`, `user u`, `client ADDRESS name=N helo=H login=L`.
  private static String came(String value) {
    return switch (Received.read(value).came()) {
      case Came.By(Entrance.Program program) ->
          program.uid().isPresent()
              ? "uid " + program.uid().getAsLong()
              : program.user().map(user -> "user " + user).orElse("program");
      case Came.By(Entrance.Client client) ->
          "client "
              + client.address().map(Object::toString).orElse("?")
              + client.name().map(name -> " name=" + name).orElse("")
              + client.helo().map(helo -> " helo=" + helo).orElse("")
              + client.login().map(login -> " login=" + login.name()).orElse("");
      case Came.AsFieldBelow _ -> "below";
      case Came.FromItself(String how) -> how;
      case Came.Unsaid _ -> "unsaid";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          uid 2001 | by web1.example (Postfix, from userid 2001) id 4F1; Fri, 2 Jan 2026 03:04:05 +0100 (CET)
          uid 2001 | by web1.example (Postfix/Debian, from userid 2001) id 4F1; Fri, 2 Jan 2026 03:04:05 +0100
          uid 101 | (qmail 31873 invoked by uid 101); 2 Jan 2026 03:04:05 -0000
          uid 101 | (nullmailer pid 4711 invoked by uid 101); Fri, 02 Jan 2026 03:04:05 -0000
          user u2001 | from u2001 by web1.example with local (Exim 4.96) (envelope-from <u2001@web1.example>) id 1vbXYZ-000abc-0a for a@b.example; Fri, 02 Jan 2026 03:04:05 +0000
          user u 1 | from "u 1" by web1.example with local (Exim 4.96) id 1vbXYZ-000abc-0a
          user u2001 | from u2001 (helo=localhost) by web1.example with local-esmtp (Exim 4.96) id 1vb
          user u2001 | (from u2001@localhost) by web1.example (8.17.1/8.17.1/Submit) id 5AB; Fri, 2 Jan 2026 03:04:05 GMT
          uid 500 | from localhost (localhost [127.0.0.1]) (uid 500) by mail with local; Tue, 07 Jan 2003 11:40:47 -0600
          program | from localhost (example.com [local]) by example.com (OpenSMTPD) with ESMTPA id 5db34e0d for <email@example.com>; Tue, 7 Apr 2020 01:38:29 -0600 (MDT)
          below | (qmail 10 invoked from network); 2 Jan 2026 03:04:05 -0000
          invoked by alias | (qmail 10 invoked by alias); 2 Jan 2026 03:04:05 -0000
          invoked for bounce | (qmail 10 invoked for bounce); 2 Jan 2026 03:04:05 -0000
          client 192.0.2.10 name=web1.example helo=web1 | from web1 (web1.example [192.0.2.10]) by mail.example (Postfix) with ESMTP id 4F2 for <a@b.example>; Fri, 2 Jan 2026 03:04:05 +0000
          client 192.0.2.10 name=pc.isp.example helo=[10.0.0.5] login=anna@shop.example | from [10.0.0.5] (pc.isp.example [192.0.2.10]) (using TLSv1.3 with cipher X (256/256 bits)) (No client certificate requested) (Authenticated sender: anna@shop.example) by mail.example (Postfix) with ESMTPSA id 4F3
          client 192.0.2.10 helo=pc | from pc (unknown [192.0.2.10]) by mail.example (Postfix) with ESMTP id 4F3
          client ? helo=pc | from pc (unknown [unknown]) by mail.example (Postfix) with ESMTP id 4F3
          client 192.0.2.10 name=web1.example helo=x | from web1.example ([192.0.2.10]:51123 helo=x) by mail.example with esmtpsa (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <a@b.example>) id 1vb
          client 192.0.2.10 helo=x | from [192.0.2.10] (port=51123 helo=x) by mail.example with esmtp (Exim 4.96) id 1vb
          client 192.0.2.10 name=web1.example helo=x login=anna | from web1.example (HELO x) (anna@192.0.2.10) by mail.example with ESMTPA; 2 Jan 2026 03:04:05 -0000
          client 192.0.2.10 name=web1.example helo=x | from web1.example (HELO x) (anna@192.0.2.10) by mail.example with SMTP; 2 Jan 2026 03:04:05 -0000
          client 192.0.2.10 name=web1.example helo=x | from x (joe@web1.example [192.0.2.10]) by mail.example (8.17.1/8.17.1) with ESMTP id 5AB
          client 192.0.2.10 helo=x | from x (web1.example [192.0.2.10] (may be forged)) by mail.example (8.17.1/8.17.1) with ESMTP id 5AB
          client 192.0.2.10 helo=web1.example | from 192.0.2.10 (EHLO web1.example) by 10.253.61.88 with SMTPs (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256); Sun, 15 Nov 2026 08:00:20 +0000
          client 192.0.2.10 helo=web1 | from web1 ([192.0.2.10] verified) by mail.example (CommuniGate Pro SMTP 6.2.15) with ESMTP id 5; Sun, 15 Nov 2026 08:00:20 +0000
          unsaid | from mx.victim.example by imap.victim.example with LMTP id 6KZjBq1; Sun, 15 Nov 2026 08:00:20 +0000
          unsaid | from 192.0.2.10 by mail.example with SMTP; 2 Jan 2026 03:04:05 -0000
          client 192.0.2.10 helo=EX02 | from EX02 (192.0.2.10) by EX01 (10.0.0.4) with Microsoft SMTP Server id 15.1
          """)
  void eachServerHasItsPlaceForWhoeverHandedItIn(String expected, String value) {
    assertThat(came(value)).isEqualTo(expected);
  }

  /// What a client can have written into the field of an honest server.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          client 192.0.2.10 helo=by | from by (unknown [192.0.2.10]) by mail.example (Postfix) with ESMTP id 4F2
          client 192.0.2.10 helo=userid | from userid (unknown [192.0.2.10]) by mail.example (Postfix, from userid 0) with ESMTP id 4F2
          client 192.0.2.10 helo=[198.51.100.1] | from [198.51.100.1] (unknown [192.0.2.10]) by mail.example (Postfix) with ESMTP id 4F2
          client 192.0.2.10 name=h.example helo=x | from x (h.example [192.0.2.10]) (using TLSv1.3) (Client CN "y [198.51.100.1]", Issuer "z" (not verified)) by mail.example (Postfix) with ESMTPS id 4F2
          client 192.0.2.10 helo=x | from x (unknown [192.0.2.10]) (Authenticated sender: root) by mail.example (Postfix) with ESMTP id 4F2
          client 192.0.2.10 name=h.example helo=x | from h.example ([192.0.2.10] helo=x ident=a [198.51.100.1]) by mail.example with esmtp (Exim 4.96) id 1vb
          client 192.0.2.10 helo=x | from [192.0.2.10] (port=1 helo=x ident=a [198.51.100.1]) by mail.example with esmtp (Exim 4.96) id 1vb
          client 192.0.2.10 helo=?198.51.100.1? | from unknown (HELO ?198.51.100.1?) (192.0.2.10) by mail.example with SMTP
          client 192.0.2.10 helo=x | from unknown (HELO x) (root@192.0.2.10) by mail.example with SMTP
          unsaid | from x ([198.51.100.1] helo=y@h.example [192.0.2.10]) by mail.example (8.17.1/8.17.1) with ESMTP id 5AB
          unsaid | from x ([198.51.100.1] y@h.example [192.0.2.10]) by mail.example (8.17.1/8.17.1) with ESMTP id 5AB
          unsaid | from x (y) by evil.example with ESMTP (unknown [192.0.2.10]) by mail.example (Postfix) with ESMTP id 4F2
          unsaid | from x (y (unknown [192.0.2.10]) by mail.example (Postfix) with ESMTP id 4F2
          unsaid | from 192.0.2.10 by mail.example with SMTP
          unsaid | from [192.0.2.10] by mail.example with SMTP
          client 192.0.2.10 helo=x | from x (unknown [192.0.2.10]) by mail.example (Postfix) with ESMTP id 1 for <"a; b) by c with local (d"@e.example>
          client 192.0.2.10 helo=root | from root ([192.0.2.10]) by mail.example with local (Exim 4.96) id 1vb
          unsaid | by mail.example with ESMTP (Postfix, from userid 0) id 4F2
          unsaid | x (qmail 1 invoked by uid 0); 2 Jan 2026 03:04:05 -0000
          unsaid | (qmail 1 invoked by uid 0) by
          unsaid | (qmail 1 invoked by uid 0, perhaps); 2 Jan 2026 03:04:05 -0000
          unsaid | (qmail 1 invoked by uid 99999999999); 2 Jan 2026 03:04:05 -0000
          unsaid | (from root@localhost [192.0.2.10]) by mail.example (8.17.1/8.17.1) id 5AB
          """)
  void whatAClientWroteIsNotTakenForWhatTheServerSaw(String expected, String value) {
    assertThat(came(value)).isEqualTo(expected);
  }

  @Test
  void theOtherClausesAreTold() {
    Received field =
        Received.read(
            "from web1 (web1.example [192.0.2.10]) by mail.example (Postfix) via TCP with ESMTP"
                + " id 4F2 for <\"a b\"@c.example>; Fri, 2 Jan 2026 03:04:05 +0100 (CET)");
    assertThat(field.by()).contains("mail.example");
    assertThat(field.via()).contains("TCP");
    assertThat(field.with()).contains("ESMTP");
    assertThat(field.isAuthenticated()).isFalse();
    assertThat(field.id()).contains("4F2");
    assertThat(field.recipient()).contains("\"a b\"@c.example");
    assertThat(field.date()).contains(Instant.parse("2026-01-02T02:04:05Z"));
    assertThat(
            Received.read("by x with esmtp (Exim 4.96) (envelope-from <a@b.example>) id 1")
                .sender())
        .contains("a@b.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ESMTPA", "esmtpsa", "UTF8SMTPSA", "LMTPA"})
  void theProtocolSaysWhetherSomebodyLoggedIn(String protocol) {
    assertThat(Received.read("from x by y with " + protocol).isAuthenticated()).isTrue();
  }

  @Test
  void ourOwnFieldIsUnderstood() {
    for (String helo : new String[] {"pc.example", "[198.51.100.9]", "x) (198.51.100.9)", "by"}) {
      ReceivedLine line =
          new ReceivedLine(
              IpAddress.parse("2001:db8::7").orElseThrow(),
              Optional.of("pc.isp.example"),
              helo,
              new ReceivedLine.Protocol(true, true, true, false),
              Optional.of(new ReceivedLine.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384")),
              Optional.of("an(na)@shop.example"),
              new Domain("mx.example.com"),
              "a1",
              Optional.of(new Path.Mailbox("b", new Domain("c.example"))),
              Instant.EPOCH);
      String field = new String(line.field().bytes(), StandardCharsets.UTF_8);
      String value = field.substring("Received: ".length()).replace("\r\n", "").replace('\t', ' ');
      Received read = Received.read(value);
      assertThat(came(value))
          .as(value)
          .startsWith("client 2001:db8::7 name=pc.isp.example helo=")
          .endsWith(" login=an(na)@shop.example");
      assertThat(read.by()).contains("mx.example.com");
      assertThat(read.id()).contains("a1");
      assertThat(read.date()).contains(Instant.EPOCH);
    }
  }
}
