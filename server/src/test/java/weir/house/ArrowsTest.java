package weir.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrowsTest {

  @Test
  void aLineAllowsAnArrowToEachOfItsPackages() {
    Allowed allowed = Allowed.of(List.of("# a word", "", "module core -> kit", "a -> b  c"));
    assertThat(allowed.modules()).containsExactly(new Arrow("core", "kit", ""));
    assertThat(allowed.packages())
        .containsExactly(new Arrow("a", "b", ""), new Arrow("a", "c", ""));
  }

  @Test
  void aLineWithoutAnArrowIsAMistake() {
    assertThatThrownBy(() -> Allowed.of(List.of("a b"))).hasMessageContaining("not: a b");
  }

  @Test
  void theLineToWriteHoldsWhatWasAllowedBefore() {
    List<Arrow> before = List.of(new Arrow("a", "b", ""), new Arrow("x", "y", ""));
    assertThat(Allowed.linesFor(before, List.of(new Arrow("a", "c", "A")))).isEqualTo("a -> b c");
  }

  @Test
  void aCircleIsFoundAndNamed() {
    List<Arrow> arrows =
        List.of(new Arrow("a", "b", ""), new Arrow("b", "c", ""), new Arrow("c", "b", ""));
    assertThat(Circles.find(arrows)).contains("b -> c -> b");
  }

  @Test
  void twoWaysToOnePackageAreNoCircle() {
    List<Arrow> arrows =
        List.of(
            new Arrow("a", "b", ""),
            new Arrow("a", "c", ""),
            new Arrow("b", "d", ""),
            new Arrow("c", "d", ""));
    assertThat(Circles.find(arrows)).isEmpty();
  }

  @Test
  void usesInsideOurOwnClassesAreSeen() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    assertThat(CompiledModule.read(root, "kit").uses())
        .anyMatch(use -> use.sameWay(new Arrow("mail", "net", "")));
  }
}
