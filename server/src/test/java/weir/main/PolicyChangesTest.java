package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.describe.Changes;
import weir.describe.Description;
import weir.describe.PolicyVersions;
import weir.journal.Entry;

/// What people are told of changes of a policy.
class PolicyChangesTest extends DescribedSite {
  private List<String> changes(int versions) throws IOException {
    List<PolicyVersions.PolicyVersion> all =
        new PolicyVersions(folder.resolve("var/journal")).all();
    assertThat(all).hasSize(versions);
    List<Description.Change> changes = Changes.of("default", all);
    return changes.size() == 1 ? List.of() : changes.getFirst().what();
  }

  @Test
  void eachVersionIsWrittenDownOnceAndThePageTellsWhatItChanged() throws Exception {
    comesIntoUse();
    comesIntoUse();
    Files.writeString(
        folder.resolve("weir.toml"),
        settings.replace("no-reverse-name = {reject = true}", "no-reverse-name = {defer = true}"));
    comesIntoUse();
    assertThat(new PolicyVersions(folder.resolve("var/journal")).all()).hasSize(2);
    assertThat(journaled).hasSize(2);
    assertThat(journaled.getLast())
        .isInstanceOfSatisfying(
            Entry.Act.class,
            act -> {
              assertThat(act.what()).isEqualTo("policy");
              assertThat(act.details().get("changed"))
                  .startsWith(
                      "Changed: The directory of the internet has no name for the sending computer. Mail servers that are run with care have one. The sender's");
            });
    assertThat(flowing(describe()))
        .contains("What changed, and when")
        .contains(
            "Changed: The directory of the internet has no name for the sending computer. Mail servers that are run with care have one. The sender's mail server is asked to try again later. Before: The directory of the internet has no name for the sending computer. Mail servers that are run with care have one. The message is refused");
  }

  @Test
  void whatPeopleAreNotToldIsNoChangeForThem() throws Exception {
    comesIntoUse();
    Files.writeString(folder.resolve("weir.toml"), settings.replace("3.75", "4.5"));
    comesIntoUse();
    assertThat(new PolicyVersions(folder.resolve("var/journal")).all()).hasSize(2);
    assertThat(flowing(describe())).doesNotContain("Changed:", "New:", "No longer:");
  }

  @Test
  void whatFollowsFromOneListMayChange() throws Exception {
    write(LISTS);
    comesIntoUse();
    Files.writeString(
        folder.resolve("weir.toml"), settings + LISTS.replace("defer = true", "reject = true"));
    comesIntoUse();
    assertThat(changes(2))
        .containsExactly(
            "Changed: The sending computer is on a list of computers that send spam: late.example. The message is refused, and its sender is told why. Before: The sending computer is on a list of computers that send spam: late.example. The sender's mail server is asked to try again later.");
  }

  @Test
  void aRuleThatIsRenamedIsNoChangeForPeople() throws Exception {
    comesIntoUse();
    Files.writeString(
        folder.resolve("weir.toml"), settings.replace("rules.no-dyn.", "rules.no-home."));
    comesIntoUse();
    assertThat(changes(2)).isEmpty();
    assertThat(flowing(describe()))
        .contains("* A rule of our own says: Computers at home send by their provider's server.");
  }

  @Test
  void anotherNumberOrWindowIsAChange() throws Exception {
    write(SLOW);
    comesIntoUse();
    Files.writeString(
        folder.resolve("weir.toml"),
        settings
            + SLOW.replace("recipients = 1", "recipients = 2").replace("100", "90")
            + "checks.throttle.per = \"20m\"\nchecks.tarpit.tarpitted = {delay = \"20s\"}\n");
    comesIntoUse();
    assertThat(changes(2))
        .extracting(change -> change.replaceAll("(?s) Before:.*", ""))
        .containsExactly(
            "Changed: Connections that one sending computer may make within a minute: 90.",
            "Changed: Recipients that a sending computer may name before we answer it slowly: 2 within 1 hour.",
            "Changed: Size of all that one sender may bring at full speed: 100 MB within 20 minutes.",
            "Changed: Messages that one sender may bring at full speed: 60 within 20 minutes.",
            "Changed: Recipients that one sender's messages may have at full speed: 300 within 20 minutes.",
            "Changed: The sending computer names many recipients or makes many mistakes. Our answer waits, for 20 seconds at most.");
  }
}
