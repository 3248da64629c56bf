package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What people are told of lists, limits and times, as they are set.
class PolicyNumbersTest extends DescribedSite {
  @Test
  void ofEachListItIsToldWhatFollowsFromIt() throws IOException {
    write(LISTS);
    String page = flowing(describe());
    String listed = "The sending computer is on a list of computers that send spam: ";
    assertThat(page)
        .contains(
            listed + "hard.example, mixed.example (some of its entries). The message is refused",
            listed + "late.example. The sender's mail server is asked to try again later.",
            listed + "counted.example, mixed.example (some of its entries). It counts as a sign of")
        .contains(
            "which others keep: counted.example, hard.example, late.example, mixed.example. What")
        .doesNotContain("watched.example");
    assertThat(describe("--html").split("id=\"on-block-list\"", -1)).hasSize(2);
  }

  @Test
  void whatSlowsDownIsToldWithItsNumbersAndWindows() throws IOException {
    write(SLOW);
    assertThat(flowing(describe()))
        .contains("What makes us answer slowly")
        .contains("makes many mistakes. Our answer waits, for 30 seconds at most.")
        .contains("[tarpitted]")
        .contains("name before we answer it slowly: 1 within 1 hour")
        .contains("How long our first slow answer waits: 9 seconds")
        .contains("Messages that one sender may bring at full speed: 60 within 10 minutes")
        .contains("Connections that one sending computer may make within a minute: 100");
  }

  @Test
  void ofTwoLimitsOfRecipientsItIsSaidForWhomEachHolds() throws IOException {
    assertThat(flowing(describe()))
        .contains("Recipients that a message of our own customers may have in one go: 1,000")
        .contains("Recipients that a message from outside may have in one go: 500");
    Files.writeString(folder.resolve("weir.toml"), settings + "limits.recipients = 150\n");
    out.getBuffer().setLength(0);
    assertThat(flowing(describe()))
        .contains("Recipients that a message may have in one go: 150")
        .doesNotContain("our own customers may", "from outside may");
  }

  @Test
  void aLimitThatIsOnlyWatchedIsNotTold() throws IOException {
    Files.writeString(
        folder.resolve("weir.toml"),
        settings
            + "checks.greylist.enabled = true\nchecks.greylist.greylisted = {observe = true}\n");
    assertThat(describe()).doesNotContain("sender who is new here has to wait");
  }

  @Test
  void listsThatNobodyMadeAreNotToldAbout() throws IOException {
    Files.writeString(
        folder.resolve("weir.toml"),
        settings
            + "checks.recipient-lists.block = [{lines = [\"ann@shop.example\"]}]\nchecks.sender-lists.allow = [{lines = [\"b@c.example\"]}]\n");
    assertThat(describe())
        .contains("[recipient-blocked")
        .doesNotContain("pair-blocked", "sender-blocked");
  }

  @Test
  void whatTheManualSaysToObserveFirstDoesNothingOfTheOldSite() throws IOException {
    String manual = Files.readString(Path.of("../docs/manual/coming-from-qmail.md"));
    String example = manual.split("## Observe first")[1].split("```toml\n")[1].split("```")[0];
    Files.createDirectory(folder.resolve("lists"));
    Files.writeString(folder.resolve("lists/badmailfrom"), "@spam.example\n");
    String acting = example.replaceAll("(?m)^[a-z-]+ = \\{observe = true}$", "");
    write(acting.replace("listed = {observe = true}", "listed = {defer = true}"));
    assertThat(describe()).contains("[sender-blocked", "[on-block-list", "[sender-domain-missing");
    write(example);
    assertThat(describe())
        .doesNotContain(
            "[sender-blocked", "[on-block-list", "[sender-domain-missing", "[tarpitted");
  }
}
