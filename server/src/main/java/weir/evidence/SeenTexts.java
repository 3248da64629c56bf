package weir.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import weir.incident.Incident;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.passages.Laid;

/// What the texts of an incident's messages have in common: of those whose text was seen on its
/// way, or where none was, of the samples.
///
/// @param areSamples whether samples are counted
/// @param seen how many were seen
/// @param alike how many of them have the template that most have
/// @param links the sites that most of them link to, those first
public record SeenTexts(boolean areSamples, int seen, int alike, List<Linked> links) {
  /// Sites that are told.
  private static final int LINKS = 5;

  public SeenTexts {
    links = List.copyOf(links);
  }

  /// @param site as somebody registered it
  /// @param messages that link to it
  public record Linked(String site, int messages) {}

  /// @param folder of the server, with the samples
  /// @param sent by the account of the incident
  /// @throws IOException when there are samples and they cannot be read
  public static SeenTexts of(Path folder, Incident incident, List<Laid> sent) throws IOException {
    List<Likeness> seen =
        sent.stream()
            .filter(CaseText::isAuthored)
            .map(laid -> laid.passage().likeness())
            .filter(likeness -> !likeness.equals(Likeness.NONE))
            .toList();
    return seen.isEmpty() ? of(true, samples(folder, incident)) : of(false, seen);
  }

  private static SeenTexts of(boolean areSamples, List<Likeness> seen) {
    List<Template> templates = seen.stream().flatMap(it -> it.template().stream()).toList();
    long alike =
        templates.stream()
            .mapToLong(one -> templates.stream().filter(one::isLikeOfOne).count())
            .max()
            .orElse(0);
    Map<String, Long> links =
        seen.stream()
            .flatMap(it -> it.links().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return new SeenTexts(
        areSamples,
        seen.size(),
        (int) alike,
        links.entrySet().stream()
            .map(each -> new Linked(each.getKey(), each.getValue().intValue()))
            .sorted(
                Comparator.comparingInt(Linked::messages).reversed().thenComparing(Linked::site))
            .limit(LINKS)
            .toList());
  }

  private static List<Likeness> samples(Path folder, Incident incident) throws IOException {
    if (!EvidenceStore.isThere(folder)) {
      return List.of();
    }
    try (EvidenceStore store = EvidenceStore.look(folder)) {
      return store.of(incident.id()).stream()
          .filter(Piece::isSample)
          .map(sample -> Likeness.of(sample.octets()))
          .toList();
    } catch (SQLException e) {
      throw new IOException("evidence cannot be read: " + e.getMessage(), e);
    }
  }

  /// In lines for people; none where no text was seen. A site is a domain or an address and needs
  /// no escape.
  public List<String> lines() {
    String of = "%,d %s".formatted(seen, areSamples ? "samples" : "messages whose text was seen");
    List<String> lines = new ArrayList<>();
    if (alike > 1) {
      lines.add("one template in %,d of %s".formatted(alike, of));
    }
    if (!links.isEmpty()) {
      lines.add(
          "links of %s: %s"
              .formatted(
                  of,
                  links.stream()
                      .map(link -> "%s (%,d)".formatted(link.site(), link.messages()))
                      .collect(Collectors.joining(", "))));
    }
    return lines;
  }
}
