package weir.enforcement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Programs;
import weir.net.IpAddress;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;

/// The files of a qmail.
class QmailPointTest {
  private static final Target ANNA = new Target.Login("anna@example.net");
  private static final Target HERE = new Target.LocalUser("mail1", "2001");
  private static final Target THERE = new Target.LocalUser("web1", "bob");
  private static final Response HOLD = new Response.Hold();
  private static final Response DENY = new Response.DenyLogin();

  @TempDir private Path folder;
  private final List<String> compiled = new ArrayList<>();
  private int exit;
  private QmailPoint point;
  private PlaceOfLeases place;

  @BeforeEach
  void open() throws Exception {
    point =
        new QmailPoint(
            "qmail",
            new EnforcementSettings.Qmail(
                Optional.empty(),
                file("badmailfrom"),
                file("weir-users"),
                Optional.of(file("tcp.smtp")),
                List.of("tcprules", "a.cdb", "a.tmp"),
                false),
            "mail1",
            host ->
                host.equals("web1") ? IpAddress.parse("192.0.2.10").stream().toList() : List.of(),
            Optional.empty());
    place =
        new PlaceOfLeases(
            folder,
            point,
            (command, input) -> {
              compiled.add(String.join(" ", command) + "\n" + input);
              return new Programs.Ran(exit, "tcprules: fatal");
            });
  }

  @AfterEach
  void close() throws Exception {
    place.close();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private String text(String name) throws IOException {
    return Files.readString(file(name), ISO_8859_1);
  }

  @Test
  void linesOfOthersStayOctetByOctet() throws Exception {
    String before = "# caf\u00e9\r\n\n@bad.example  \nlast@example.com";
    Files.writeString(file("badmailfrom"), before, ISO_8859_1);
    place.begin("l1", ANNA, DENY);
    place.begin("l2", new Target.OfDomain("example.org"), DENY);
    place.begin("l3", new Target.Sender("x@example.org"), HOLD);
    place.round();
    assertThat(text("badmailfrom"))
        .contains("\nanna@example.net\n", "\n@example.org\n", "\nx@example.org\n")
        .endsWith("# Here end the lines of Weir.\n" + before);
    place.round();
    assertThat(place.told()).hasSize(3);
    place.end(ANNA);
    place.end(new Target.OfDomain("example.org"));
    place.end(new Target.Sender("x@example.org"));
    place.round();
    assertThat(text("badmailfrom")).isEqualTo(before);
  }

  @Test
  void aUserOfThisHostIsToldNowOrForGood() throws Exception {
    place.begin("l1", HERE, HOLD);
    place.round();
    assertThat(text("weir-users")).contains("\n2001 71\n");
    place.begin("l2", HERE, new Response.Suspend());
    place.round();
    assertThat(text("weir-users")).contains("\n2001 31\n").doesNotContain("2001 71");
  }

  @Test
  void aUserOfAnotherHostIsARuleOfTcpserverAndItIsCompiled() throws Exception {
    Files.writeString(file("tcp.smtp"), "127.:allow,RELAYCLIENT=\"\"\n:allow\n");
    place.begin("l1", THERE, HOLD);
    place.round();
    assertThat(compiled).hasSize(1);
    assertThat(compiled.getFirst())
        .startsWith("tcprules a.cdb a.tmp\n#")
        .contains("\nbob@192.0.2.10:deny\n")
        .endsWith("127.:allow,RELAYCLIENT=\"\"\n:allow\n");
    place.end(THERE);
    place.round();
    assertThat(compiled).hasSize(2);
    assertThat(compiled.getLast()).doesNotContain("bob@");
    assertThat(text("tcp.smtp")).isEqualTo("127.:allow,RELAYCLIENT=\"\"\n:allow\n");
  }

  @Test
  void rulesThatWereNotCompiledAreCompiledInTheNextRound() throws Exception {
    place.begin("l1", THERE, HOLD);
    exit = 111;
    assertThat(place.round()).isFalse();
    assertThat(place.told().getFirst()).contains("ended with 111: tcprules: fatal");
    exit = 0;
    assertThat(place.round()).isTrue();
    assertThat(text("tcp.smtp")).contains("# weir l1 done hold for user:web1:bob\n");
    place.end(THERE);
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    assertThat(text("tcp.smtp")).contains("# weir l1 lifted hold").doesNotContain("deny");
    assertThat(place.round()).isTrue();
    assertThat(text("tcp.smtp")).isEmpty();
    assertThat(compiled).hasSize(3);
  }

  @Test
  void ofTwoLeasesTheStrongerOneStands() throws Exception {
    place.begin("l1", HERE, HOLD);
    place.round();
    place.begin("l2", HERE, new Response.Suspend());
    place.round();
    place.begin("l1", HERE, HOLD);
    place.round();
    assertThat(text("weir-users")).contains("# weir l1 done hold").contains("\n2001 71\n");
  }

  @Test
  void aLineOfSomebodyElseIsLeftAndTold() throws Exception {
    Files.writeString(file("badmailfrom"), "Anna@Example.NET\n");
    place.begin("l1", ANNA, DENY);
    place.round();
    place.end(ANNA);
    place.round();
    assertThat(text("badmailfrom")).isEqualTo("Anna@Example.NET\n");
    assertThat(place.told())
        .containsExactly("trouble somebody's own line in " + file("badmailfrom"));
  }

  @Test
  void whatSomebodyTookAwayStaysAwayAndIsTold() throws Exception {
    place.begin("l1", ANNA, DENY);
    place.round();
    Files.writeString(file("badmailfrom"), "other@example.com\n");
    place.round();
    place.end(ANNA);
    place.round();
    assertThat(text("badmailfrom")).isEqualTo("other@example.com\n");
    assertThat(place.told()).contains("trouble somebody else has taken away what lease l1 did");
  }

  @Test
  void aFileWithHalfOfOurCommentsIsLeftAlone() throws Exception {
    place.begin("l1", ANNA, DENY);
    place.round();
    String broken = text("badmailfrom").replace("# Here end the lines of Weir.\n", "");
    Files.writeString(file("badmailfrom"), broken);
    place.end(ANNA);
    assertThat(place.round()).isFalse();
    assertThat(text("badmailfrom")).isEqualTo(broken);
    assertThat(place.told().getLast()).contains("put it back");
  }

  @Test
  void noNameBecomesAnotherLine() {
    for (String name :
        List.of("a b@example.net", "#a@example.net", "a@example.net:allow", "a@b\n")) {
      assertThat(point.cannot(new Target.Login(name), DENY)).as(name).isPresent();
    }
    assertThat(point.cannot(new Target.LocalUser("mail1", "a b"), HOLD)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "bob:allow"), HOLD)).isPresent();
  }

  @Test
  void whatItCannotDoItSays() {
    assertThat(point.cannot(ANNA, HOLD)).isPresent();
    assertThat(point.cannot(new Target.Login("anna"), DENY)).contains("it is no address");
    assertThat(point.cannot(new Target.LocalUser("web1", "2001"), HOLD))
        .contains("ident tells names of users, and no numbers");
    assertThat(point.cannot(new Target.LocalUser("web2", "bob"), HOLD))
        .contains("the directory has no IPv4 address of web2");
    assertThat(point.cannot(HERE, new Response.Throttle(3))).isPresent();
    assertThat(point.cannot(new Target.Customer("c1"), HOLD)).isPresent();
  }
}
