package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import picocli.CommandLine;
import weir.checks.Checks;
import weir.describe.PlainFindings;
import weir.journal.Entry;
import weir.lists.Lists;
import weir.smtp.BufferPool;
import weir.sql.PolicyVersions;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.verdict.FindingKind;

/// What people are told of a policy, and what they are not.
class PolicyDescribeTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String settings =
      """
      host-name = "mx.shop.example"
      page = "https://shop.example/mail"
      listeners.mx.address = "127.0.0.1:2625"
      hops.back.type = "smtp"
      hops.back.address = "127.0.0.1:2626"
      domains."shop.example".hop = "back"
      domains."shop.example".call-forward = true
      domains."shop.example".policy = "shop"
      policy.contact = "abuse@shop.example <b>"
      policy.reject-at = 7.25
      policies.shop.findings.no-reverse-name = {tag = "X-Weir-Name"}
      checks.fcrdns.no-reverse-name = {reject = true}
      checks.fcrdns.reverse-name-not-confirmed = {score = 3.75}
      checks.helo.helo-syntax = {observe = true}
      checks.access.block = ["203.0.113.77"]
      rules.no-dyn.when = 'helo.endsWith(".dyn.example")'
      rules.no-dyn.then = {reject = true}
      rules.no-dyn.says = "Computers at home send by their provider's server"
      """;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("weir.toml"), settings);
  }

  private String describe(String... words) {
    CommandLine line =
        new CommandLine(
            new PolicyDescribe(new ThisProgram(folder, Optional.empty(), folder.resolve("none"))));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("-c", folder.resolve("weir.toml").toString()));
    all.addAll(List.of(words));
    assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  /// Without the places where it was wrapped.
  private static String flowing(String page) {
    return page.replaceAll("\\s+", " ");
  }

  @Test
  void whatSufficesToRefuseIsToldPlainlyAndWithTheWordsOfItsReply() {
    FindingKind kind =
        Checks.kinds().get("fcrdns").stream()
            .filter(each -> each.id().equals("no-reverse-name"))
            .findFirst()
            .orElseThrow();
    assertThat(flowing(describe()))
        .contains(
            "* "
                + PlainFindings.sentence(kind)
                + " The message is refused, and its sender is told why.")
        .contains("The note says: " + kind.remedy() + ". [no-reverse-name, 5.7.25]");
  }

  @Test
  void whatOnlyCountsIsToldWithoutItsWeightAndWhatIsObservedIsNot() {
    assertThat(flowing(describe()))
        .contains("does not belong to it. It counts as a sign of unwanted mail.")
        .doesNotContain("3.75", "7.25 ", "7,25", "helo-syntax");
  }

  @Test
  void ownListsAndConditionsAreNotTold() {
    String page = describe("--html") + describe("--json");
    assertThat(page)
        .contains("Computers at home send by their provider")
        .doesNotContain("203.0.113.77", "dyn.example", "endsWith");
  }

  @Test
  void whomToAskLimitsAndThePageAreTold() {
    assertThat(flowing(describe()))
        .contains("ask us: abuse@shop.example <b>. Please give us the id.")
        .contains("Largest message, with its attachments: 50 MB")
        .contains("This page is at https://shop.example/mail, which every refusal names.");
  }

  @Test
  void aDomainMayHaveAPolicyOfItsOwn() {
    assertThat(flowing(describe("--for", "ann@shop.example")))
        .contains("Which mail mx.shop.example takes for ann@shop.example")
        .contains(
            "X-Weir-Name: The directory of the internet has no name for the sending computer.")
        .doesNotContain("[no-reverse-name, 5.7.25]");
  }

  @Test
  void aCheckThatIsOffIsNotTold() throws IOException {
    assertThat(describe()).doesNotContain("greylisted", "on-block-list");
    Files.writeString(folder.resolve("weir.toml"), settings + "checks.greylist.enabled = true\n");
    assertThat(flowing(describe()))
        .contains("[greylisted, 4.7.1]")
        .contains("How long the first message of a sender who is new here has to wait: 2 minutes");
  }

  @Test
  void whatASettingOfZeroTurnsOffIsNotTold() throws IOException {
    assertThat(describe())
        .contains("sender-domain-newly-missing")
        .doesNotContain("connections-too-fast", "log in");
    Files.writeString(
        folder.resolve("weir.toml"),
        settings
            + """
            checks.sender-domain.grace = "0s"
            checks.connections.address-per-minute = 10
            """);
    out.getBuffer().setLength(0);
    assertThat(describe())
        .contains("[sender-domain-missing, 5.1.8]", "connections-too-fast")
        .doesNotContain("sender-domain-newly-missing", "for a while");
  }

  @Test
  void customersLogInWhereTheyCan() throws IOException {
    Files.writeString(folder.resolve("weir.toml"), settings + "login.passwords = \"passwords\"\n");
    Files.writeString(folder.resolve("passwords"), "");
    assertThat(flowing(describe())).contains("Customers of ours who send mail log in");
  }

  /// Terms that only people who run mail servers know.
  private static final Pattern TERMS =
      Pattern.compile(
          "\\b(HELO|DNS|MX|PTR|relay\\w*|client|host|domain|transaction|session|bounce|RFC|null)\\b",
          Pattern.CASE_INSENSITIVE);

  @Test
  void everyFindingHasASentenceWithoutTermsOfMail() {
    List<FindingKind> kinds = Checks.kinds().values().stream().flatMap(List::stream).toList();
    assertThat(kinds)
        .allSatisfy(kind ->
            assertThat(PlainFindings.sentence(kind))
                .as(kind.id())
                .endsWith(".")
                .doesNotContain(kind.id())
                .doesNotContainPattern(TERMS));
  }

  @Test
  void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
    String page = describe("--html");
    assertThat(page)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("abuse@shop.example &lt;b&gt;")
        .doesNotContain("<script", "src=", "<link", "@import", "url(");
    String asXml = page.replace("<!DOCTYPE html>", "").replaceAll("(<meta [^>]*)>", "$1/>");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(asXml)));
    assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("article").getLength()).isGreaterThan(10);
  }

  private final List<Entry> journaled = new ArrayList<>();

  private void comesIntoUse() throws Exception {
    Path file = folder.resolve("weir.toml");
    if (!(ConfigurationSource.of(file).readAlone()
        instanceof ConfigurationSource.Outcome.Usable(var configuration))) {
      throw new AssertionError("not usable");
    }
    try (Hops hops =
            Hops.imagined(
                configuration.settings(), new BufferPool(32 * 1_024, 1), InstantSource.system());
        SiteBuilder sites =
            new SiteBuilder(
                new MemoryState(),
                new MapResolver(),
                new Lists(InstantSource.system()),
                hops,
                InstantSource.system())) {
      new PolicyHistory(
              Optional.of(configuration.settings().journal().folder()),
              journaled::add,
              InstantSource.system(),
              new Random(1))
          .inUse(configuration.settings(), sites.build(configuration).site());
    }
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
}
