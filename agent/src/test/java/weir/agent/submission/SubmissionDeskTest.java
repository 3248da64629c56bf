package weir.agent.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.Script;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.agent.submission.SubmissionLimits.Over;

class SubmissionDeskTest {
  private static final String SITE = "/home/shop/public_html";
  private static final Optional<Script> FORM = script(SITE + "/contact.php");
  private static final Optional<Script> FLOOD = script(SITE + "/wp-content/uploads/x.php");

  @TempDir private Path folder;

  private static final SiteFolders SITES = SiteFolders.of(List.of("/home/{user}/sites/{site}"));

  private long now = Long.MAX_VALUE - 5; // such a clock may begin anywhere

  private static Optional<Script> script(String path) {
    return Optional.of(new Script(path, Script.By.ARGUMENT));
  }

  private static Limit hourly(int messages) {
    return new Limit(messages, Duration.ofHours(1));
  }

  private SubmissionDesk desk(int user, int script, int site, Set<String> formmails, Over over) {
    return new SubmissionDesk(
        new SubmissionLimits(hourly(user), hourly(script), hourly(site), formmails, SITES, over),
        uid -> uid == 666,
        () -> now);
  }

  private static int passed(SubmissionDesk desk, long uid, Optional<Script> script, int times) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += desk.decide(uid, script) instanceof Answer.Go ? 1 : 0;
    }
    return passed;
  }

  @Test
  void aScriptBeyondItsLimitIsHeldAndTheFormmailBesideItGoesOn() {
    SubmissionDesk desk = desk(100, 20, 60, Set.of(), Over.DENY);

    assertThat(passed(desk, 2001, FLOOD, 5_000)).isEqualTo(20);
    assertThat(passed(desk, 2001, FORM, 20)).isEqualTo(20);
    assertThat(desk.decide(2001, FLOOD)).isEqualTo(new Answer.No("this script has sent 20 in 1 h"));
  }

  @Test
  void aFormmailThatIsNamedGoesOnWhateverItsUserSends() throws IOException {
    Path form = Files.createFile(folder.resolve("contact.php"));
    long owner = owner(form);
    SubmissionDesk desk = desk(10, 5, 0, Set.of(form.toString()), Over.TEMPFAIL);
    for (int i = 0; i < 100; i++) {
      desk.decide(owner, script(SITE + "/" + i + ".php"));
    }

    assertThat(desk.decide(owner, script(SITE + "/other.php")))
        .isEqualTo(new Answer.Later("this user has sent 10 in 1 h"));
    assertThat(passed(desk, owner, script(form.toString()), 9))
        .as("up to its own limit")
        .isEqualTo(5);
  }

  /// Which script it is is the process's own word.
  @Test
  void anotherCustomersFormmailDoesNotHelpWhoSaysThatItIsHis() throws IOException {
    Path form = Files.createFile(folder.resolve("contact.php"));
    long other = owner(form) + 1;
    Path gone = folder.resolve("gone.php");
    Path place = Files.createDirectory(folder.resolve("folder.php"));
    Set<String> forms = Set.of(form.toString(), gone.toString(), place.toString());
    SubmissionDesk desk = desk(2, 0, 0, forms, Over.DENY);

    assertThat(passed(desk, other, script(form.toString()), 9)).isEqualTo(2);
    for (Path each : List.of(gone, place)) {
      assertThat(desk.decide(other, script(each.toString())))
          .isEqualTo(new Answer.No("this user has sent 2 in 1 h"));
    }
  }

  @Test
  void rootsFormmailIsEverybodys() {
    String program = "/bin/sh"; // a link on many systems, to what is root's
    SubmissionDesk desk = desk(1, 5, 0, Set.of(program), Over.DENY);
    assertThat(passed(desk, 2001, script(program), 9)).isEqualTo(5);
  }

  /// As root, whose files would be everybody's, it is given away.
  private static long owner(Path file) throws IOException {
    if ("root".equals(System.getProperty("user.name"))) {
      Files.setAttribute(file, "unix:uid", 2001);
    }
    return ((Number) Files.getAttribute(file, "unix:uid")).longValue();
  }

  @Test
  void aSiteIsItsFolderAndAnotherSiteOfTheUserIsAnother() {
    SubmissionDesk desk = desk(0, 0, 3, Set.of(), Over.DENY);

    assertThat(passed(desk, 2001, FLOOD, 2) + passed(desk, 2001, FORM, 2)).isEqualTo(3);
    assertThat(passed(desk, 2001, script("/home/shop/blog/public_html/a.php"), 2)).isEqualTo(2);
    assertThat(SubmissionDesk.site(FLOOD.orElseThrow())).isEqualTo(SITE);
    assertThat(SubmissionDesk.site(new Script("/opt/app", Script.By.FOLDER))).isEqualTo("/opt/app");
    assertThat(SubmissionDesk.site(new Script("/opt/app/a.py", Script.By.ARGUMENT)))
        .isEqualTo("/opt/app");
  }

  @Test
  void whereSitesLieIsSaidAndASiteIsTheFolderThatFits() {
    SubmissionDesk desk = desk(0, 0, 2, Set.of(), Over.DENY);

    assertThat(passed(desk, 2001, script("/home/shop/sites/one.example/a/www/x.php"), 2))
        .isEqualTo(2);
    assertThat(passed(desk, 2001, script("/home/shop/sites/one.example/b/www/y.php"), 2)).isZero();
    assertThat(passed(desk, 2001, script("/home/shop/sites/two.example/x.php"), 2)).isEqualTo(2);
  }

  @Test
  void theWindowSlides() {
    SubmissionDesk desk = desk(2, 0, 0, Set.of(), Over.DENY);
    assertThat(passed(desk, 2001, Optional.empty(), 1)).isEqualTo(1);
    now += Duration.ofMinutes(40).toNanos();
    assertThat(passed(desk, 2001, Optional.empty(), 2)).isEqualTo(1);
    now += Duration.ofMinutes(20).toNanos();
    assertThat(passed(desk, 2001, Optional.empty(), 2)).isEqualTo(1);
  }

  @Test
  void oneUsersPathUsesUpNothingOfAnothers() {
    SubmissionDesk desk = desk(0, 1, 0, Set.of(), Over.DENY);
    assertThat(passed(desk, 2001, FORM, 2)).isEqualTo(1);
    assertThat(passed(desk, 2002, FORM, 2)).isEqualTo(1);
  }

  @Test
  void whoIsBlockedHandsInNothing() {
    SubmissionDesk desk = desk(0, 0, 0, Set.of(SITE + "/contact.php"), Over.TEMPFAIL);
    assertThat(desk.decide(666, FORM)).isInstanceOf(Answer.No.class);
    assertThat(desk.decide(667, FORM)).isInstanceOf(Answer.Go.class);
  }

  @Test
  void whatIsCountedIsBounded() {
    SubmissionDesk desk = desk(0, 1, 0, Set.of(), Over.DENY);
    desk.decide(2001, FORM);
    for (int i = 0; i < Windows.MOST_KEYS; i++) {
      desk.decide(2001, script("/x/" + i));
    }
    assertThat(desk.decide(2001, FORM)).as("forgotten").isInstanceOf(Answer.Go.class);
    assertThat(desk.decide(2001, script("/x/" + (Windows.MOST_KEYS - 1))))
        .isInstanceOf(Answer.No.class);
  }
}
