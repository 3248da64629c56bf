package weir.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingMapTest {
  private static final MapNames NAMES = new MapNames(Set.of("inside"), Set.of("default"));

  private static RoutingMap.Reading read(String... lines) {
    return RoutingMap.read(List.of(lines), NAMES);
  }

  @Test
  void aNameMayBeSpelledInAnyWay() {
    RoutingMap map =
        read("Müller.example hop=inside", ".MÜLLER.example.", "Jörg@müller.example").map();
    Optional<MapLine> line = map.line("xn--mller-kva.example");
    assertThat(line.flatMap(MapLine::hop)).contains("inside");
    assertThat(map.above("shop.xn--mller-kva.example")).contains(MapLine.NOTHING);
    assertThat(map.line("jörg@xn--mller-kva.example")).contains(MapLine.NOTHING);
  }

  @Test
  void twoSpellingsOfOneNameStandThereTwice() {
    assertThat(read("xn--mller-kva.example", "müller.example").mistakes())
        .containsExactly(new RoutingMap.Mistake(2, "\"müller.example\" stands here a second time"));
  }

  @Test
  void aWordThatIsSaidTwiceIsAMistake() {
    assertThat(read("shop.example policy=strict policy=default").mistakes())
        .containsExactly(new RoutingMap.Mistake(1, "policy= is said twice"));
  }
}
