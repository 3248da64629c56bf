package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorsTest {
  private static List<String> keys(Authors authors) {
    return authors.addresses().stream().map(Path.Mailbox::key).toList();
  }

  private static Authors ofMessage(String header) throws IOException {
    byte[] octets = (header + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.UTF_8);
    HeaderList list = HeaderList.read(Content.of(octets), HeaderList.Bounds.USUAL);
    return Authors.read(Authors.values(list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ann@example.com | ann@example.com",
        "Ann <ann@Example.COM> | ann@example.com",
        "\"Boss, <boss@bank.example>\" <ann@example.com> | ann@example.com",
        "=?utf-8?Q?boss=40bank.example?= <ann@example.com> | ann@example.com",
        "ann@example.com (Ann (boss@bank.example) \\) here) | ann@example.com",
        "Ann <ann(a)@(b)example.com> (c) | ann@example.com",
        "ann . lee @ example . com | ann.lee@example.com",
        "Ann <@relay.example:ann@example.com> | ann@example.com",
        "\"ann lee\"@example.com | ann lee@example.com",
        "ann@[192.0.2.7] | ann@[192.0.2.7]",
        "ann@example.com, Bob <bob@example.net>,, ann@example.com, | ann@example.com bob@example.net",
        "Us: ann@example.com, Bob <bob@example.net>; | ann@example.com bob@example.net",
        "Us: ann@example.com;, carl@example.org | ann@example.com carl@example.org",
        "Undisclosed: ; | ``",
      })
  void theAddressesOfAFieldAreRead(String value, String addresses) {
    Authors authors = Authors.read(List.of(value));
    assertThat(authors.unreadable()).isEmpty();
    assertThat(String.join(" ", keys(authors))).isEqualTo(addresses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ann",
        "Ann ann@example.com",
        "=?utf-8?Q?ann=40example.com?=",
        "<>",
        "Ann <ann@example.com",
        "ann@example.com>",
        "\"Ann <ann@example.com>",
        "(Ann ann@example.com",
        "Us: ann",
        "Us: Them: ann@a.example;;",
        "; ",
        "<ann",
        "a\\",
        "(\\",
        "\"\\",
        "ann@",
        "@example.com",
      })
  void whatIsNoAddressIsNotGuessed(String value) {
    Authors authors = Authors.read(List.of(value));
    assertThat(authors.unreadable()).isPresent();
    assertThat(authors.addresses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ann@example.com> <boss@bank.example>",
        "<ann@example.com> boss@bank.example",
        "Us: ann@example.com",
        "ann@example.com, boss",
      })
  void whatIsReadBeforeAFaultIsKept(String value) {
    Authors authors = Authors.read(List.of(value));
    assertThat(authors.unreadable()).isPresent();
    assertThat(keys(authors)).startsWith("ann@example.com");
  }

  @Test
  void ofSeveralFieldsAllAddressesCount() throws IOException {
    Authors authors =
        ofMessage("From: ann@example.com\r\nSubject: x\r\nfrom : Boss\r\n <boss@bank.example>");
    assertThat(authors.unreadable()).isEmpty();
    assertThat(keys(authors)).containsExactly("ann@example.com", "boss@bank.example");
  }

  @Test
  void aMessageWithoutTheFieldNamesNobody() throws IOException {
    assertThat(ofMessage("Subject: x\r\nSender: ann@example.com")).isEqualTo(Authors.NONE);
  }

  @Test
  void whatIsBeyondABoundIsNotTakenForNothing() throws IOException {
    String many =
        IntStream.rangeClosed(0, Authors.MOST)
            .mapToObj(i -> "a" + i + "@example.com")
            .collect(Collectors.joining(", "));
    Authors addresses = Authors.read(List.of(many));
    assertThat(addresses.addresses()).hasSize(Authors.MOST);
    assertThat(addresses.unreadable()).hasValueSatisfying(why -> assertThat(why).contains("many"));

    Authors fields =
        ofMessage(
            String.join("\r\n", Collections.nCopies(Authors.MOST + 1, "From: ann@example.com")));
    assertThat(fields.unreadable()).hasValueSatisfying(why -> assertThat(why).contains("fields"));

    String name = "\u00e9".repeat(Authors.LIMIT);
    assertThat(ofMessage("From: " + name + " <ann@example.com>").unreadable())
        .hasValueSatisfying(why -> assertThat(why).contains("too long"));
  }
}
