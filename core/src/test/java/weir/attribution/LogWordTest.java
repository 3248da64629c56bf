package weir.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.account.Host;
import weir.observation.Writer;

/// What a log is worth by who can have written into it.
class LogWordTest {
  private static LogWord word(Writer writer, Host.Role... roles) {
    return LogWord.of(writer, Optional.of(new Host("h", List.of(), Set.of(roles), Set.of())));
  }

  @Test
  void hostile_whereCustomersProgramsMayRunSyslogIsLikelyAtMost() {
    for (LogWord word :
        List.of(
            word(Writer.ANY_USER, Host.Role.WEB),
            word(Writer.ANY_USER, Host.Role.MAIL, Host.Role.WEB),
            word(Writer.ANY_USER, Host.Role.PANEL),
            word(Writer.ANY_USER),
            LogWord.of(Writer.ANY_USER, Optional.empty()))) {
      assertThat(word.most()).isEqualTo(Confidence.LIKELY);
      assertThat(word.doubt().orElseThrow()).contains("any local user can write");
      assertThat(word.settles().orElseThrow()).contains("the journal", "roles");
    }
  }

  @Test
  void whereNoneRunSyslogIsStrongAndNeverCertain() {
    LogWord word = word(Writer.ANY_USER, Host.Role.MAIL, Host.Role.MAILBOXES, Host.Role.WEBMAIL);
    assertThat(word.most()).isEqualTo(Confidence.STRONG);
    assertThat(word.doubt().orElseThrow()).contains("by its roles no customer's program runs");
  }

  @Test
  void hostile_intoACollectorsFileAnyHostsUsersCanWriteInAnyHostsName() {
    assertThat(word(Writer.ANY_HOST, Host.Role.MAIL).most()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void whatOnlyTheServerCanWriteIsNotDoubted() {
    LogWord word = LogWord.of(Writer.SERVER, Optional.empty());
    assertThat(word.most()).isEqualTo(Confidence.CERTAIN);
    assertThat(word.doubt()).isEmpty();
  }
}
