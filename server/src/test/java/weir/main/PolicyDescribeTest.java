package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import weir.api.Answer;
import weir.api.ControlSocket;
import weir.api.Request;
import weir.checks.Checks;
import weir.describe.PlainFindings;
import weir.verdict.FindingKind;

/// What people are told of a policy, and what they are not.
class PolicyDescribeTest extends DescribedSite {
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

  @Test
  void aListThatTheRunningServerHasTakenOutIsNotAmongThoseThatAreAsked() throws Exception {
    write(LISTS);
    String version = version();
    assertThat(asked(describe()))
        .isEqualTo("counted.example, hard.example, late.example, mixed.example");
    out.getBuffer().setLength(0);
    try (ControlSocket _ = runs(version)) {
      String page = describe();
      assertThat(asked(page)).isEqualTo("counted.example, late.example, mixed.example");
      assertThat(flowing(page))
          .contains("Not asked now, because they did not answer as a list should: hard.example.")
          .contains("hard.example (not asked now)")
          .doesNotContain("other.example");
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void ofAServerWithAnotherVersionNothingIsConcluded() throws Exception {
    write(LISTS);
    try (ControlSocket _ = runs("another")) {
      assertThat(asked(describe())).contains("hard.example");
      assertThat(err.toString()).contains("the server that runs has version another, this is ");
    }
  }

  /// A server that has taken out one list of ours.
  private ControlSocket runs(String version) throws IOException {
    Path file = folder.resolve("weir.toml");
    Answer lists =
        new Answer.DnsLists(
            List.of(
                RunningServer.list("hard.example", "out"),
                RunningServer.list("late.example", "doubtful"),
                RunningServer.list("other.example", "out")));
    return ControlSocket.open(
        Files.createDirectories(folder.resolve("var")),
        (request, _) ->
            request instanceof Request.TellLists ? lists : RunningServer.status(file, version));
  }

  private String version() {
    Matcher version = Pattern.compile("\"version\":\"(\\w+)\"").matcher(describe("--json"));
    assertThat(version.find()).isTrue();
    out.getBuffer().setLength(0);
    return version.group(1);
  }

  private static String asked(String page) {
    Matcher asked =
        Pattern.compile("We ask these lists, which others keep: ([^:]*)\\. What")
            .matcher(flowing(page));
    assertThat(asked.find()).isTrue();
    return asked.group(1);
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

  @Test
  void theNoteLeadsToItsReasonByItsSentence() {
    assertThat(flowing(describe()))
        .contains("look for the sentence of your note there.")
        .doesNotContain("the number before the sentence");
  }
}
