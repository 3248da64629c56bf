package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Programs;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;

/// The file of those who are denied, and the commands that are run.
class DovecotPointTest {
  private static final Target ANN = new Target.Login("ann@example.com");
  private static final Response DENY = new Response.DenyLogin();

  @TempDir private Path folder;
  private final List<String> ran = new ArrayList<>();
  private boolean isAsked = true;
  private DovecotPoint point;
  private PlaceOfLeases place;

  @BeforeEach
  void open() throws SQLException {
    point =
        new DovecotPoint(
            "dovecot",
            new MailSettings.Dovecot(denied(), List.of("smtp", "submission"), true),
            this::run);
    place = new PlaceOfLeases(folder, point, this::run);
  }

  @AfterEach
  void close() throws SQLException {
    place.close();
  }

  private Path denied() {
    return folder.resolve("denied");
  }

  private Programs.Ran run(List<String> command, String input) {
    String words = String.join(" ", command);
    ran.add(words);
    return new Programs.Ran(
        0,
        switch (words) {
          case "doveconf -n" -> isAsked ? "passdb {\n  args = " + denied() + "\n}\n" : "";
          case "doveadm who -1 ann@example.com" ->
              """
              username                 proto      pid  ip
              ann@example.com          imap       4711 (192.0.2.1)
              ann@example.com          submission 4712 (192.0.2.1)
              ann@example.com.evil     submission 4713 (192.0.2.1)
              ann@example.com          submission -1 (192.0.2.1)
              """;
          default -> "";
        });
  }

  private String content() throws IOException {
    return Files.readString(denied());
  }

  @Test
  void aDeniedLoginIsALineForEachServiceAndItsSubmissionEnds() throws Exception {
    place.begin("l1", ANN, DENY);
    assertThat(place.round()).isTrue();
    assertThat(content())
        .contains(
            "# weir l1 done deny-login for login:ann@example.com\nsmtp/ann@example.com:\nsubmission/ann@example.com:\n");
    assertThat(place.steps())
        .containsExactly(
            "in " + denied() + ": login:ann@example.com: denied (begun)",
            "doveadm auth cache flush ann@example.com",
            "doveadm who -1 ann@example.com, and kill -TERM of its submission processes",
            "in " + denied() + ": login:ann@example.com: denied");
    assertThat(ran).filteredOn(it -> it.startsWith("kill")).containsExactly("kill -TERM 4712");
    place.round();
    assertThat(place.steps()).isEmpty();
    place.end(ANN);
    place.round();
    assertThat(content()).isEmpty();
  }

  @Test
  void whatDovecotRemembersIsForgottenAlsoWhereTheEndWasInterrupted() throws Exception {
    place.begin("l1", ANN, DENY);
    place.round();
    place.end(ANN);
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    assertThat(content()).doesNotContain("smtp/ann@example.com");
    ran.clear();
    assertThat(place.round()).isTrue();
    assertThat(ran).containsExactly("doveadm auth cache flush ann@example.com");
    assertThat(content()).isEmpty();
    assertThat(place.held(ANN)).isEmpty();
  }

  @Test
  void linesOfSomebodyElseAreKeptAndOneAboutTheSameIsTold() throws Exception {
    Files.writeString(denied(), "imap/ann@example.com:\nsmtp/bob@example.com:x\n");
    Target bob = new Target.Login("bob@example.com");
    place.begin("l1", ANN, DENY);
    place.begin("l2", bob, DENY);
    place.round();
    place.end(ANN);
    place.end(bob);
    place.round();
    assertThat(content()).isEqualTo("imap/ann@example.com:\nsmtp/bob@example.com:x\n");
    assertThat(place.told()).contains("trouble somebody's own line in " + denied());
  }

  @Test
  void aLineThatSomebodyTookAwayIsPutAgain() throws Exception {
    place.begin("l1", ANN, DENY);
    place.round();
    Files.writeString(denied(), content().replace("smtp/ann@example.com:\n", ""));
    place.round();
    assertThat(content()).contains("\nsmtp/ann@example.com:\n");
  }

  @Test
  void aFileThatDovecotDoesNotAskIsNoResponse() throws Exception {
    isAsked = false;
    place.begin("l1", ANN, DENY);
    assertThat(place.round()).isFalse();
    assertThat(denied()).doesNotExist();
    assertThat(place.told())
        .containsExactly(
            "trouble no passdb of Dovecot's names %s; the manual says where it belongs (enforcement.md)"
                .formatted(denied()));
  }

  @Test
  void whatItCannotDoItSays() {
    assertThat(point.cannot(ANN, new Response.Hold())).hasValue("Dovecot lets a login in, or not");
    assertThat(point.cannot(new Target.Login("a:b"), DENY)).isPresent();
    assertThat(point.cannot(new Target.Login("a\nb"), DENY)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "2001"), DENY)).isPresent();
    assertThat(point.cannot(new Target.OfDomain("example.com"), DENY)).isEmpty();
  }
}
