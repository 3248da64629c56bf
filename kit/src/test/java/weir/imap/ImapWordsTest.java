package weir.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImapWordsTest {

  /// The example of RFC 3501 section 5.1.3.
  @Test
  void aFolderIsNamedInModifiedUtf7() {
    assertThat(ImapWords.mailbox("~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e"))
        .isEqualTo("\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"");
    assertThat(ImapWords.mailbox("R&D \"x\"")).isEqualTo("\"R&-D \\\"x\\\"\"");
    assertThat(ImapWords.mailbox("Erledigt.F\u00fcr uns")).isEqualTo("\"Erledigt.F&APw-r uns\"");
    assertThat(ImapWords.mailbox("a\r\nw2 LOGOUT")).isEqualTo("\"a&AA0ACg-w2 LOGOUT\"");
  }

  @Test
  void noOtherCommandFitsIntoAText() {
    assertThat(ImapWords.quoted("se\\cr\"et")).isEqualTo("\"se\\\\cr\\\"et\"");
    assertThatThrownBy(() -> ImapWords.quoted("x\r\nw2 LOGOUT"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ImapWords.plain("tim", "tanstaaftanstaaf"))
        .as("RFC 4616 section 4, without an authorization identity")
        .isEqualTo("AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
  }
}
