package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;

class ReceivedFieldTest {
  private static String from(String value) {
    return switch (ReceivedField.read(value)) {
      case ReceivedField.From(var address) -> address.toString();
      case ReceivedField.FieldBelow() -> "below";
      case ReceivedField.NoAddress() -> "none";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Postfix         | 192.0.2.7      | from mail.example.net (mail.example.net [192.0.2.7]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (No client certificate requested) by mx.example.com (Postfix) with ESMTPS id 4Xk
          Postfix         | 192.0.2.7      | from [198.51.100.9] (unknown [192.0.2.7]) by mx.example.com (Postfix) with ESMTP id 4Xk
          Postfix v6      | 2001:db8::7    | from mail.example.net (mail.example.net [IPv6:2001:db8::7]) by mx.example.com (Postfix) with ESMTPS
          Postfix         | none           | from mail.example.net (unknown [unknown]) by mx.example.com (Postfix) with ESMTP id 4Xk
          Exim            | 192.0.2.7      | from mail.example.net ([192.0.2.7]) by mx.example.com with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <a@example.net>) id 1q
          Exim            | 192.0.2.7      | from mail.example.net ([192.0.2.7]:51123 helo=[198.51.100.9]) by mx.example.com with esmtp (Exim 4.96)
          Exim, no name   | 192.0.2.7      | from [192.0.2.7] (helo=[198.51.100.9]) by mx.example.com with smtp (Exim 4.96)
          Exim, port      | 192.0.2.7      | from [192.0.2.7] (port=51123 helo=mail) by mx.example.com with esmtp (Exim 4.96)
          Exim v6         | 2001:db8::7    | from mail.example.net ([2001:db8::7] helo=mail) by mx.example.com with esmtp (Exim 4.96)
          qmail           | 192.0.2.7      | from unknown (HELO mail.example.net) (192.0.2.7) by mx.example.com with SMTP; 2 Jan 2026 03:04:05 -0000
          qmail           | 192.0.2.7      | from mail.example.net (192.0.2.7) by mx.example.com with SMTP; 2 Jan 2026 03:04:05 -0000
          qmail, ident    | 192.0.2.7      | from unknown (HELO 198.51.100.9) (joe@192.0.2.7) by mx.example.com with SMTP
          Yahoo           | 192.0.2.7      | from 127.0.0.1  (EHLO mail.example.net) (192.0.2.7) by 10.1.2.3 with SMTPs (version=TLS1_3)
          Sendmail        | 192.0.2.7      | from helo.example.net (mail.example.net [192.0.2.7] (may be forged)) by mx.example.com (8.12.9.1/8.12.9.1) with ESMTP id h4
          Sendmail        | 192.0.2.7      | from helo.example.net ([192.0.2.7]) by mx.example.com (8.17.1/8.17.1) with ESMTP id h4
          Sendmail, ident | 192.0.2.7      | from helo.example.net (joe@mail.example.net [192.0.2.7]) by mx.example.com (8.8.8) with SMTP
          Exchange        | 192.0.2.7      | from mail.example.net (192.0.2.7) by EX01.example.com (10.0.0.4) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE) id 15.20.7452.28
          Exchange v6     | 2001:db8::14   | from AM0PR01.example.net (2001:db8::14) by DB9PR01.example.net (2001:db8::15) with Microsoft SMTP Server id 15.1.2.3
          Gmail           | 192.0.2.7      | from mail.example.net (mail.example.net. [192.0.2.7])        by mx.google.com with ESMTPS id a1
          Gmail, sent     | 192.0.2.7      | from [198.51.100.9] (host.example.net. [192.0.2.7]) by smtp.gmail.com with ESMTPSA id a1
          case            | 192.0.2.7      | FROM mail (mail [192.0.2.7]) BY mx
          named by        | 192.0.2.7      | from by (by.example [192.0.2.7]) by mx
          no blank        | 192.0.2.7      | from mail(mail [192.0.2.7])by mx (198.51.100.9)
          quoted          | 192.0.2.7      | from mail (a \\) b [192.0.2.7]) by mx
          """)
  void theAddressThatTheWriterSawIsFound(String server, String address, String value) {
    assertThat(from(value)).as(server).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "from",
        "from ",
        "by 2002:a05:6a10:1:b0:1 with SMTP id a1; Fri, 2 Jan 2026 03:04:05 -0800 (PST)",
        "by web1.example.com (Postfix, from userid 33) id 4Xk",
        "(qmail 1234 invoked by uid 89); 2 Jan 2026 03:04:05 -0000",
        "from 192.0.2.7 by mx.example.com with SMTP",
        "from mail.example.net by mx.example.com (8.12.9.1/8.12.9) with ESMTP",
        "from mail.example.net by mx.example.com (192.0.2.7)",
        "from mail.example.net (HELO [192.0.2.7]) by mx.example.com",
        "from mail.example.net (Sendmail 8.12.9.1) by mx.example.com",
        "from mail.example.net (version=[192.0.2.7]) by mx.example.com",
        "from mail.example.net (mail [192.0.2.777]) by mx.example.com",
        "from mail.example.net (mail [192.0.2.7 by mx.example.com",
        "from mail.example.net (mail [192.0.2.7) by mx.example.com",
        "from mail.example.net; (mail [192.0.2.7])",
        "from mail.example.net ((((((",
        "from mail.example.net \\",
      })
  void elsewhereThereIsNone(String value) {
    assertThat(from(value)).isEqualTo("none");
  }

  @Test
  void whatTheClientSaidDoesNotHideWhatTheServerSaw() {
    assertThat(from("from x (HELO y) (198.51.100.9) (192.0.2.7) by mx")).isEqualTo("192.0.2.7");
    assertThat(from("from x (u [192.0.2.7] helo=a [198.51.100.9]) by mx")).isEqualTo("192.0.2.7");
  }

  @Test
  void qmailSaysInTheFieldBelowFromWhom() {
    assertThat(from("(qmail 1234 invoked from network); 2 Jan 2026 03:04:05 -0000"))
        .isEqualTo("below");
    assertThat(from("(qmail 1234 invoked from network, perhaps)")).isEqualTo("none");
  }

  @Test
  void ourOwnFieldIsUnderstood() {
    for (String client : new String[] {"192.0.2.7", "2001:db8::7"}) {
      for (String helo : new String[] {"mail.example.net", "[198.51.100.9]", "x) (198.51.100.9)"}) {
        ReceivedLine line =
            new ReceivedLine(
                IpAddress.parse(client).orElseThrow(),
                Optional.empty(),
                helo,
                new ReceivedLine.Protocol(true, false, false, false),
                Optional.empty(),
                Optional.empty(),
                new Domain("mx.example.com"),
                "a1",
                Optional.empty(),
                Instant.EPOCH);
        String field = new String(line.field().bytes(), StandardCharsets.UTF_8);
        String value =
            field.substring("Received: ".length()).replace("\r\n", "").replace('\t', ' ');
        assertThat(from(value)).as(value).isEqualTo(client);
      }
    }
  }
}
