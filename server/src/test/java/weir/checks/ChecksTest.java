package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.check.Action;
import weir.check.CheckTable;
import weir.check.Scheduled;
import weir.check.Situation;
import weir.check.Sources;
import weir.config.SettingsCheck;
import weir.lists.Lists;
import weir.mail.Domain;
import weir.routing.RecipientAnswer;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

class ChecksTest {
  private static final Sources SOURCES =
      new Sources(
          new MapResolver(),
          new MemoryState(),
          (recipient, deadline) -> new RecipientAnswer.Exists(),
          new Lists(InstantSource.system()),
          () -> Situation.START,
          new Domain("mx.example.com"));

  private static final CheckSettings EVERYTHING =
      SettingsCheck.bound(
          CheckSettings.class,
          "greylist.enabled = true\nthrottle.enabled = true\nnull-sender.enabled = true");

  private static List<FindingKind> kinds() {
    return Checks.kinds().values().stream().flatMap(List::stream).toList();
  }

  @Test
  void everyFindingHasAnIdOfItsOwnAndItsTexts() {
    assertThat(kinds()).extracting(FindingKind::id).doesNotHaveDuplicates();
    assertThat(kinds())
        .allSatisfy(kind -> {
          assertThat(kind.meaning()).endsWith(".");
          assertThat(kind.remedy()).hasSizeLessThan(120).doesNotContain("\r").doesNotContain("\n");
        });
  }

  @Test
  void everyFindingIsAKeyOfItsChecksTableAndTheTablesStandInTheOrderOfTheChecks() {
    Map<String, CheckTable> tables = EVERYTHING.byCheck();
    assertThat(tables.keySet()).containsExactlyElementsOf(Checks.kinds().keySet());
    Checks.kinds()
        .forEach((check, kinds) -> {
          CheckTable table = tables.get(check);
          Set<String> ids = kinds.stream().map(FindingKind::id).collect(Collectors.toSet());
          assertThat(table.actions().keySet()).as(check).isEqualTo(ids);
          assertThat(actionKeys(table)).as(check).isEqualTo(ids);
        });
  }

  private static Set<String> actionKeys(CheckTable table) {
    return Arrays.stream(table.getClass().getRecordComponents())
        .filter(component -> component.getType() == Action.class)
        .map(component -> kebab(component.getName()))
        .collect(Collectors.toSet());
  }

  @Test
  void everyTableIsAKeyOfChecks() {
    Set<String> keys =
        Arrays.stream(CheckSettings.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(ChecksTest::kebab)
            .collect(Collectors.toSet());
    assertThat(keys).isEqualTo(Checks.kinds().keySet());
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void theListedKindsAreThoseOfTheChecks() {
    List<Scheduled> all = Checks.of(EVERYTHING, SOURCES);
    assertThat(all)
        .extracting(one -> one.check().name())
        .containsExactlyElementsOf(Checks.kinds().keySet());
    assertThat(all)
        .allSatisfy(one ->
            assertThat(one.check().type().kinds())
                .isEqualTo(Checks.kinds().get(one.check().name())));
  }

  @Test
  void asShippedGreylistingTheThrottleAndTheMemoryOfBouncesAreOff() {
    List<String> on = new ArrayList<>();
    Checks.of(SettingsCheck.defaults(CheckSettings.class), SOURCES)
        .forEach(one -> on.add(one.check().name()));
    Set<String> off = new HashSet<>(Checks.kinds().keySet());
    on.forEach(off::remove);
    assertThat(off).containsExactlyInAnyOrder("greylist", "null-sender", "throttle");
  }

  @Test
  void whatIsDisabledIsNotRun() {
    CheckSettings few =
        SettingsCheck.bound(
            CheckSettings.class,
            Checks.kinds().keySet().stream()
                .filter(name -> !name.equals("relay") && !name.equals("recipient"))
                .map(name -> name + ".enabled = false\n")
                .collect(Collectors.joining()));
    assertThat(Checks.of(few, SOURCES))
        .extracting(one -> one.check().name())
        .containsExactly("relay", "recipient");
  }

  @Test
  void everySettingIsExplained() {
    SettingsCheck.documented(CheckSettings.class);
  }

  @Test
  void aCheckActsNoEarlierThanItKnows() {
    assertThat(SettingsCheck.mistakes(CheckSettings.class, "helo.at = \"connect\""))
        .containsExactly(
            "1:1: helo.at: cannot be \"connect\": the check knows enough from \"helo\" on");
    assertThat(SettingsCheck.mistakes(CheckSettings.class, "access.at = \"message\""))
        .containsExactly(
            "1:1: access.at: cannot be \"message\": the check acts at \"rcpt\" at the latest");
    CheckSettings early = SettingsCheck.bound(CheckSettings.class, "access.at = \"connect\"");
    assertThat(Checks.of(early, SOURCES))
        .filteredOn(one -> one.check().name().equals("access"))
        .extracting(Scheduled::at)
        .containsExactly(Stage.CONNECT);
  }

  @Test
  void mistakesInTablesAreNamed() {
    assertThat(
            SettingsCheck.mistakes(
                CheckSettings.class,
                """
                relay.relay-denied = {observe = true}
                greylist.delay = "3h"
                greylist.retry-window = "2h"
                fcrdns.no-reverse-name = {quarantine = true, reject = true}
                helo.helo-ours = {reject = true, defer = true}
                helo.helo-syntax = {}
                pipelining.unauthorized-pipelining = {tag = "X-Spam"}
                [[dnsbl.zones]]
                name = "bl.example"
                codes = ["10.0.0.1"]
                [[dnsbl.zones]]
                name = "two.example"
                [[dnsbl.zones]]
                name = "Two.example"
                """))
        .hasSize(8)
        .anyMatch(one -> one.contains("relaying is never open"))
        .anyMatch(one -> one.contains("delay: must be shorter"))
        .anyMatch(
            one -> one.contains("no-reverse-name: only one of defer, reject, close and quarantine"))
        .anyMatch(one -> one.contains("helo-ours: only one of defer, reject, close and quarantine"))
        .anyMatch(one -> one.contains("write {observe = true}"))
        .anyMatch(one -> one.contains("tag: must be X-Spam-Warning, X-RBL, or the name"))
        .anyMatch(one -> one.contains("zones[1].codes: has \"10.0.0.1\"; each must be such as"))
        .anyMatch(one -> one.contains("zones[3].name: this list is there already"));
  }

  @Test
  void aZoneCanHaveAnActionOfItsOwn() {
    CheckSettings settings =
        SettingsCheck.bound(
            CheckSettings.class,
            "[[dnsbl.zones]]\nname = \"a.example\"\nlisted = {observe = true}");
    assertThat(settings.dnsbl().actions())
        .containsEntry("on-block-list/a.example", Action.OBSERVE)
        .containsKey("on-block-list");
  }

  @Test
  void aCheckCannotBeScheduledBeforeItsFacts() {
    assertThatThrownBy(() -> new Scheduled(new RelayCheck(), Stage.MAIL))
        .hasMessageContaining("relay");
  }

  @Test
  void aListThatIsAskedByTwoChecksIsTestedOnce() {
    CheckSettings settings =
        SettingsCheck.bound(
            CheckSettings.class,
            "[[dnsbl.zones]]\n"
                + "name = \"bl.example\"\n"
                + "[[received-lists.zones]]\n"
                + "name = \"bl.example\"\n");
    assertThat(settings.lists()).hasSize(1);
  }
}
