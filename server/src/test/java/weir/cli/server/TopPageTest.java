package weir.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.api.Top;
import weir.cli.Here;
import weir.cli.output.Style;

class TopPageTest {
  private static String page(Map<String, List<Top.Place>> rankings, Top.Line... lines) {
    return page(80, rankings, lines);
  }

  private static String page(
      int columns, Map<String, List<Top.Place>> rankings, Top.Line... lines) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new TopPage(out, new Style(false), columns)
        .print(new Top(Here.NOW, 1_204, 2, Duration.ofMinutes(5), List.of(lines), rankings));
    out.flush();
    return text.toString();
  }

  private static Top.Line line(String client, String name, Optional<Top.Wait> wait) {
    return new Top.Line(
        "id",
        client,
        Optional.of(name),
        Optional.empty(),
        "submission",
        "mx",
        Duration.ofSeconds(7_500),
        "STARTTLS",
        12,
        1_000,
        17,
        12.5,
        wait);
  }

  private static Map<String, List<Top.Place>> rankings() {
    Map<String, List<Top.Place>> rankings = new LinkedHashMap<>();
    rankings.put("clients", List.of(new Top.Place("192.0.2.1", 1_234, 17, 0)));
    rankings.put("findings", List.of());
    rankings.put("sender domains", List.of(new Top.Place("x".repeat(200), 9, 9, 2)));
    return rankings;
  }

  @Test
  void everyLineFitsIntoEightyColumns() {
    String page =
        page(
            rankings(),
            line("192.0.2.1", "mail.example.net", Optional.empty()),
            line(
                "203.0.113.200",
                "a-very-long-name.of.a.client.example.net",
                Optional.of(new Top.Wait("tarpitted", Duration.ofSeconds(59)))));
    assertThat(page.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(page)
        .contains("1,204 open, 2 of them delayed", "tarpitted 59s", "2h05", "12/1000/17", "12.5")
        .contains("and 1,202 more");
  }

  private static String crowded(int columns) {
    Map<String, List<Top.Place>> rankings = rankings();
    rankings.put("logins", List.of(new Top.Place("ann", 3, 0, 0)));
    rankings.put("recipients", List.of(new Top.Place("ann@example.com", 3, 0, 0)));
    return page(
        columns,
        rankings,
        line("192.0.2.1", "mail.example.net", Optional.empty()),
        line(
            "2001:db8:1111:2222:3333:4444:5555:6666",
            "a-very-long-name.of.a.client.example.net",
            Optional.of(new Top.Wait("too-many-connections", Duration.ofSeconds(59)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120, 200})
  void everyLineFitsIntoTheTerminal(int columns) {
    assertThat(crowded(columns).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  @Test
  void aNarrowTerminalHasFewerColumnsAndNeverLosesWhoWaits() {
    assertThat(crowded(60))
        .contains("CLIENT", "NAME", "OPEN", "WAITS", "192.0.2.1", "too-many-co... 59s")
        .doesNotContain("M/R/X", "PTS", "SAID");
    assertThat(crowded(60).lines()).anyMatch(line -> line.startsWith("CLIENTS"));
    assertThat(crowded(60).lines()).anyMatch(line -> line.startsWith("LOGINS"));
  }

  @Test
  void aWideTerminalCutsNothing() {
    assertThat(crowded(200))
        .contains(
            "2001:db8:1111:2222:3333:4444:5555:6666",
            "a-very-long-name.of.a.client.example.net",
            "submission/mx",
            "too-many-connections 59s");
    assertThat(crowded(200).lines())
        .as("rankings beside each other")
        .anyMatch(line -> line.contains("CLIENTS") && line.contains("RECIPIENTS"));
  }

  @Test
  void aNameThatFitsIsNotCut() {
    String name = "mail-out-17.customers.example.net";
    assertThat(page(Map.of(), briefly(name))).contains(name);
  }

  private static Top.Line briefly(String name) {
    return new Top.Line(
        "id",
        "192.0.2.1",
        Optional.of(name),
        Optional.empty(),
        "mx",
        "mx",
        Duration.ofSeconds(7),
        "MAIL",
        1,
        1,
        0,
        0,
        Optional.empty());
  }

  @Test
  void rankingsStandBesideEachOtherAndWhatIsInexactIsMarked() {
    assertThat(page(rankings()))
        .contains("Nobody talks with us now.")
        .containsPattern("CLIENTS +N +X")
        .contains("N: transactions; X: with a refusal")
        .contains("~9")
        .doesNotContain("FINDINGS");
  }

  @Test
  void whatComesFromOutsideCannotWriteOnTheTerminal() {
    assertThat(page(Map.of(), line("192.0.2.1", "a\u001b[2J", Optional.empty())))
        .doesNotContain("\u001b");
  }
}
