package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "..",
        ".",
        "/etc",
        "a/b",
        "a\\b",
        "-rf *",
        "$(id)",
        "a\nb",
        "a\0b",
        "~root",
        "a:2,S"
      })
  void hostile_059_no_address_becomes_a_path(String localPart) {
    String name = MailboxName.folder(localPart + "@example.com");

    assertThat(name).matches("[a-z0-9@._+=%A-F-]+").doesNotStartWith(".").doesNotContain("/");
    assertThat(name).isNotEqualTo(MailboxName.folder("x@example.com"));
  }

  @Test
  void anOrdinaryAddressIsReadable() {
    assertThat(MailboxName.of(TestHops.path("Ann.Lee@example.com"), "+"))
        .isEqualTo("ann.lee@example.com");
    assertThat(MailboxName.of(TestHops.path("ann+list@example.com"), "+"))
        .isEqualTo("ann@example.com");
    assertThat(MailboxName.of(TestHops.path("ann+list@example.com"), ""))
        .isEqualTo("ann+list@example.com");
  }

  @Test
  void longAddressesKeepApartWithinTheLimitOfTheFileSystem() {
    String one = MailboxName.folder("/".repeat(64) + "1@example.com");
    String two = MailboxName.folder("/".repeat(64) + "2@example.com");

    assertThat(one).hasSizeLessThan(250).isNotEqualTo(two);
  }
}
