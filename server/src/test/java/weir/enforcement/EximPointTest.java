package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Programs;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;

/// The files that Exim looks up.
class EximPointTest {
  private static final Target ANNA = new Target.Login("anna@example.net");
  private static final Response HOLD = new Response.Hold();

  @TempDir private Path folder;
  private PlaceOfLeases place;
  private EximPoint point;

  @BeforeEach
  void open() throws SQLException {
    point = new EximPoint("exim", folder, "web1", Optional.empty());
    place = new PlaceOfLeases(folder, point, (_, _) -> new Programs.Ran(0, ""));
  }

  @AfterEach
  void close() throws SQLException {
    place.close();
  }

  private String logins() throws IOException {
    return Files.readString(folder.resolve("logins"));
  }

  @Test
  void aLeaseIsALineAndNothingIsLeftOfIt() throws Exception {
    place.begin("l1", ANNA, new Response.Throttle(30));
    assertThat(place.round()).isTrue();
    assertThat(logins())
        .contains("# weir l1 done throttle 30 for login:anna@example.net\n")
        .contains("\n\"anna@example.net\": throttle 30\n");
    assertThat(place.steps())
        .containsExactly("in " + folder.resolve("logins") + ": anna@example.net: throttle 30");
    place.round();
    assertThat(place.steps()).isEmpty();
    place.end(ANNA);
    place.round();
    assertThat(logins()).isEmpty();
    assertThat(place.told())
        .containsExactly("put l1 login:anna@example.net", "taken l1 login:anna@example.net");
  }

  @Test
  void eachKindHasItsFile() throws Exception {
    place.begin("l1", new Target.OfDomain("example.net"), HOLD);
    place.begin("l2", new Target.LocalUser("web1", "2001"), HOLD);
    place.round();
    assertThat(Files.readString(folder.resolve("domains"))).contains("\"example.net\": hold");
    assertThat(Files.readString(folder.resolve("users"))).contains("\"2001\": hold");
  }

  @Test
  void aNameIsNeverMoreThanAKey() throws Exception {
    place.begin("l1", new Target.Login("a\"b\\c: hold"), HOLD);
    place.round();
    assertThat(logins()).contains("\n\"a\\\"b\\\\c: hold\": hold\n");
    assertThat(point.cannot(new Target.Login("a\nb: hold"), HOLD)).isPresent();
  }

  @Test
  void ofTwoTheStrongerOneStandsAndAnotherTakesItsPlace() throws Exception {
    place.begin("l1", ANNA, new Response.Throttle(30));
    place.round();
    place.begin("l2", ANNA, new Response.DenyLogin());
    place.round();
    assertThat(logins()).contains("\"anna@example.net\": deny-login").doesNotContain("throttle");
    place.begin("l1", ANNA, new Response.Throttle(30));
    place.round();
    assertThat(logins()).contains("\"anna@example.net\": throttle 30").doesNotContain("deny");
  }

  @Test
  void aLineThatSomebodyTookAwayOrChangedIsPutAgain() throws Exception {
    place.begin("l1", ANNA, HOLD);
    place.round();
    Files.writeString(folder.resolve("logins"), logins().replace("\": hold", "\": throttle 9"));
    place.round();
    assertThat(logins()).contains("\"anna@example.net\": hold");
    Files.writeString(folder.resolve("logins"), "");
    place.round();
    assertThat(logins()).contains("\"anna@example.net\": hold");
  }

  @Test
  void aLineOfSomebodyElseIsLeftAndTold() throws Exception {
    Files.writeString(folder.resolve("logins"), "Anna@example.net: no\n");
    place.begin("l1", ANNA, HOLD);
    place.round();
    place.end(ANNA);
    place.round();
    assertThat(logins()).isEqualTo("Anna@example.net: no\n");
    assertThat(place.told())
        .containsExactly("trouble somebody's own line in " + folder.resolve("logins"));
  }

  @Test
  void whatItCannotDoItSays() {
    assertThat(point.cannot(ANNA, new Response.Suspend())).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web2", "2001"), HOLD))
        .contains("this Exim runs on web1, and the user is of web2");
    assertThat(point.cannot(new Target.LocalUser("web1", "2001"), new Response.DenyLogin()))
        .isPresent();
    assertThat(point.cannot(new Target.Sender("a@example.net"), HOLD)).isPresent();
    assertThat(point.cannot(new Target.Customer("c1"), HOLD)).isPresent();
    assertThat(point.cannot(ANNA, HOLD)).isEmpty();
  }
}
