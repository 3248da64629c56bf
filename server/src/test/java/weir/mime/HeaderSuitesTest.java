package weir.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import weir.testkit.Conformance;

/// Values of header fields, whole and broken, and what Stalwart's parser reads in them.
class HeaderSuitesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void contentTypesAreReadAsTheSuiteHasThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("content_type")) {
      JsonNode expected = line.path("expected");
      Optional<ContentType> theirs =
          expected.isNull()
              ? Optional.empty()
              : Optional.of(
                  new ContentType(
                      expected.path("c_type").asString(),
                      expected.path("c_subtype").asString(""),
                      attributes(expected.path("attributes"))));
      Optional<ContentType> ours = field(line).flatMap(field -> ContentType.read(field.value()));
      compare(line, theirs, ours, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  /// The language of a parameter is not kept, nor blanks at the end of a field.
  private static Map<String, String> attributes(JsonNode list) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (JsonNode pair : list) {
      if (!pair.get(0).asString().endsWith("-language") && !pair.get(1).asString().isBlank()) {
        attributes.put(pair.get(0).asString(), pair.get(1).asString());
      }
    }
    return attributes;
  }

  /// Text that an encoded word touches is not parted from it.
  @Test
  void textsAreReadAsTheSuiteHasThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("unstructured")) {
      String ours = field(line).map(Field::text).orElse("nothing");
      String theirs = line.path("expected").asString().replace("SPAM] ", "SPAM]");
      compare(line, theirs, ours, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void messageIdsAreReadAsTheSuiteHasThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("id")) {
      List<String> theirs = new ArrayList<>();
      line.path("expected").forEach(id -> theirs.add(id.asString()));
      List<String> ours =
          field(line).map(field -> MessageIds.read(field.value())).orElse(List.of());
      compare(line, theirs, ours, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  /// Comments are no part of a name, nor blanks at its edges; blanks in an address are taken out.
  @Test
  void addressesAreReadAsTheSuiteHasThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("address")) {
      List<NamedAddress> theirs = new ArrayList<>();
      addresses(line.path("expected"), theirs);
      List<NamedAddress> ours =
          field(line).map(field -> AddressList.read(field.folded())).orElse(List.of());
      boolean comments = line.path("header").asString().contains("(");
      compare(
          line,
          comments ? theirs.stream().map(NamedAddress::address).toList() : theirs,
          comments ? ours.stream().map(NamedAddress::address).toList() : ours,
          wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static void addresses(JsonNode node, List<NamedAddress> into) {
    if (node.path("address").isString()) {
      into.add(
          new NamedAddress(
              node.path("name").asString("").strip(),
              node.path("address").asString().replace(" ", "")));
    }
    node.forEach(inner -> addresses(inner, into));
  }

  private static void compare(JsonNode line, Object theirs, Object ours, List<String> wrong) {
    if (!theirs.equals(ours)) {
      wrong.add(line.path("header") + "\n  " + theirs + "\n  " + ours);
    }
  }

  /// As it is read from a message.
  private static Optional<Field> field(JsonNode line) {
    String message = "X:" + line.path("header").asString() + "\n";
    return Entity.read(message.getBytes(UTF_8), MimeBounds.USUAL).header().first("X");
  }

  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Conformance.lines("headers", name + ".jsonl")) {
      lines.add(JSON.readTree(line));
    }
    assertThat(Conformance.page()).contains("| `%s` | %d |".formatted(name, lines.size()));
    return lines;
  }
}
