package weir.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.mime.Entity;
import weir.mime.MimeBounds;
import weir.testkit.Conformance;

/// Complaints of AOL, Yahoo, Hotmail, Comcast, Return Path and others: each finds the message that
/// is reported and the address that it came from.
///
/// The table's type, address, subject and id were held against what another reader (Python's email
/// library) finds in each file, and against the file's own text where that one finds nothing. The
/// last column is what ours says.
class ComplaintSuitesTest {
  /// File, type, source address that the reporter says, subject and id of the reported message, and
  /// whether something is blacked out.
  private static final String TABLE =
      """
      email-arf/example0.msg | ABUSE | 10.67.41.167 | Earn money | 8787KJKJ3K4J3K4J3K4J3.mail@example.net | redacted
      email-arf/example1.msg | OPT_OUT | 10.67.41.167 | Earn money | 8787KJKJ3K4J3K4J3K4J3.mail@example.net | redacted
      email-arf/example2.msg | ABUSE | 10.67.41.167 | Earn money | 8787KJKJ3K4J3K4J3K4J3.mail@example.net | redacted
      flanker/complaints/aol.eml | ABUSE | 173.193.210.34 | exciting Repair the transmittion | 20101117174130.28884.55421@luna | redacted
      flanker/complaints/yahoo.eml | ABUSE | - | Some subject | 20120711015015.4A8BE2E088E@www.example.com | whole
      prasad83/arf2.txt | OPT_OUT | 192.0.2.1 | Earn money | 8787KJKJ3K4J3K4J3K4J3.mail@example.net | redacted
      prasad83/arf3.txt | ABUSE | 192.0.2.1 | Earn money | 8787KJKJ3K4J3K4J3K4J3.mail@example.net | redacted
      prasad83/arf4.txt | ABUSE | - | Free Guna Match Report | \
      1433209315.1266492173961.JavaMail.root@www.ganeshaspeaks.com | whole
      prasad83/arf5.txt | ABUSE | 72.55.174.206 | Get an insight into 2010 at affordable price | \
      c257bb9c3f3743e436553b80d052b918@localhost.localdomain | redacted
      prasad83/arf6.txt | ABUSE | - | Now, your Finance report at an easier rate | \
      7d0005d5ddea9b8c2dd9ec1a35b2d5d4@localhost.localdomain | whole
      prasad83/fbl-aol.txt | ABUSE | 24.64.1.1 | Some Subject Line | WEB8e6e5512333834e5792b28af4d88dc308@web | redacted
      prasad83/fbl-comcast.txt | ABUSE | 24.64.1.1 | Season's Greetings | WEB984880f6664cc4cfcb65239d134bfd9c7@web9 | redacted
      prasad83/fbl-hotmail.txt | ABUSE | 24.64.1.1 | Some Subject Line | WEBfb154d7a03bb483591c696782382d12e@WEB | whole
      sisimai/bsd/arf-01.eml | ABUSE | 192.0.2.89 | Kijitora cat family | X-000000000000000000000000000000000@YZ | redacted
      sisimai/bsd/arf-02.eml | ABUSE | - | Nyaaaaaaaan | 000000000000000000000000.smtp@example.com | redacted
      sisimai/bsd/arf-11.eml | ABUSE | 192.0.2.2 | Nyaaan | \
      ffffffffffffffffffffffffff0000000000@example.net | redacted
      sisimai/bsd/arf-12.eml | OPT_OUT | 192.0.2.89 | Nyaaan | 0000000000000000000000000@example.net | redacted
      sisimai/bsd/arf-14.eml | ABUSE | - | Nyaan | \
      2222222222222222-00000000-eeee-eeee-ffff-222222222222-111111@email.amazonses.com | whole
      sisimai/bsd/arf-15.eml | ABUSE | 192.0.2.222 | Nyaan | ffffffffffffffffffffffff00000000@example.net | whole
      sisimai/bsd/arf-16.eml | ABUSE | 192.0.2.1 | Nyaan | ffffffffffffffffffffffff0000000@example.jp | whole
      sisimai/bsd/arf-17.eml | ABUSE | 192.0.2.3 | Nyaan | \
      EEEEEEEE-0000-0000-0000-EEEEEEEE2222@example.net | whole
      sisimai/bsd/arf-18.eml | AUTH_FAILURE | 192.0.2.222 | Nyaan | 000000002.2222222.1500000000022@example.net | whole
      sisimai/bsd/arf-19.eml | AUTH_FAILURE | 203.0.113.2 | Nyaan | 000000000.2222222.0000000000002@example.net | whole
      sisimai/bsd/arf-20.eml | AUTH_FAILURE | 203.0.113.2 | Nyaan | 000000000eee@example.net | whole
      sisimai/bsd/arf-23.eml | ABUSE | 192.0.2.222 | Nyaan | 0000000000fffffffff0000000000000@example.com | whole
      sisimai/bsd/arf-24.eml | ABUSE | 192.0.2.222 | Nyaan | 0000000000fffffffff0000000000000@example.com | whole
      sisimai/bsd/arf-25.eml | ABUSE | 10.0.0.1 | - | - | redacted
      sisimai/bsd/arf-26.eml | OPT_OUT | - | - | - | redacted
      sisimai/dos/arf-01.eml | ABUSE | 192.0.2.89 | Kijitora cat family | X-000000000000000000000000000000000@YZ | redacted
      sisimai/mac/arf-01.eml | ABUSE | 192.0.2.89 | Kijitora cat family | X-000000000000000000000000000000000@YZ | redacted
      stalwart-arf/002.eml | ABUSE | 192.0.2.1 | - | - | whole
      stalwart-arf/003.eml | AUTH_FAILURE | 192.0.2.1 | This is a test | - | whole
      stalwart-arf/004.eml | AUTH_FAILURE | 148.163.85.135 | Wir kaufen dein Auto! | - | whole
      stalwart-arf/005.eml | AUTH_FAILURE | 192.0.2.1 | You have a new bill from your bank | \
      87913910.1318094604546@out.sender.example | whole
      """;

  @Test
  void everyComplaintIsReadAsAPersonReadsIt() throws IOException {
    Map<String, String> files = Conformance.read("arf-bounce");
    Map<String, String> ours = new TreeMap<>();
    for (String row : TABLE.strip().split("\n")) {
      String file = row.substring(0, row.indexOf(' '));
      ours.put(file, file + " | " + told(files.get(file)));
    }
    assertThat(String.join("\n", ours.values())).isEqualTo(TABLE.strip());
    assertThat(Conformance.page()).contains("%d ARF reports".formatted(ours.size()));
  }

  /// No file that has a report for programs in it is missing in the table.
  @Test
  void theTableHasAllOfThem() throws IOException {
    TreeSet<String> named = new TreeSet<>();
    TABLE.lines().forEach(row -> named.add(row.substring(0, row.indexOf(' '))));
    assertThat(named)
        .containsAll(
            Conformance.read("arf-bounce").entrySet().stream()
                .filter(file -> !file.getKey().endsWith(".json"))
                .filter(file -> file.getValue().contains("Feedback-Type"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }

  private static String told(String octets) {
    Entity message = Entity.read(octets.getBytes(ISO_8859_1), MimeBounds.USUAL);
    return new ReportReader(JsonReports.NONE)
        .read(message).stream()
            .map(report -> report instanceof Complaint complaint ? told(complaint) : "none")
            .collect(Collectors.joining(" AND "));
  }

  private static String told(Complaint complaint) {
    return String.join(
        " | ",
        complaint.type().name(),
        complaint.source().map(Object::toString).orElse("-"),
        complaint.reported().text("Subject").orElse("-"),
        complaint.messageId().orElse("-"),
        complaint.redacted() ? "redacted" : "whole");
  }
}
