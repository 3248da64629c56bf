package weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
  @Doc("One.")
  record One(@Doc("A.") @Default("1") int a, @Doc("B.") List<Two> b) {}

  record Two(@Doc("C.") @Default("['x']") List<String> c) {}

  record Undocumented(@Default("1") int a) {}

  @Test
  void aKeyWithoutASentenceIsFound() {
    assertThatThrownBy(() -> SettingsCheck.documented(Undocumented.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(".a");
  }

  @Test
  void everyKeyMustDifferFromItsDefault() {
    assertThat(SettingsCheck.everyKey(One.class, "a = 2\n[[b]]\nc = ['y']"))
        .isEqualTo(new One(2, List.of(new Two(List.of("y")))));
    assertThatThrownBy(() -> SettingsCheck.everyKey(One.class, "a = 1\n[[b]]\nc = ['y']"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> SettingsCheck.everyKey(One.class, "a = 2\n[[b]]\nc = ['x']"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> SettingsCheck.everyKey(One.class, "a = 2"))
        .isInstanceOf(AssertionError.class);
  }
}
