package weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;

class AlteredTest {
  private static final String FILE =
      """
      name = 'a "b" \\ c'
      number = -3
      share = 0.5
      on = true
      [table."example.com"]
      list = [1, 2]
      [[items]]
      key = "one"
      [[items]]
      key = '''
      two
      lines'''
      """;

  @Test
  void whatIsNotSetStaysAsItWas() {
    String text = Altered.of(FILE).toml();
    assertThat(Toml.parse(text).hasErrors()).isFalse();
    assertThat(Toml.parse(text).toJson()).isEqualTo(Toml.parse(FILE).toJson());
  }

  @Test
  void aMarkOfAnEditorHidesNoLine() {
    assertThat(Altered.of("\uFEFFa = 1\nb = 2\n").toml())
        .isEqualTo(Altered.of("a = 1\nb = 2\n").toml())
        .contains("a = 1");
  }

  @Test
  void keysAreSetInTablesThatAreThereAndInNewOnes() {
    Altered file = Altered.of(FILE);
    file.set("table.\"example.com\".list", "[{a = 'x'}, 'y']", text -> text + "!");
    file.set(KeyPath.of("new", "inner", "key"), "value");
    file.set(KeyPath.of("number"), List.of("no", "number"));
    file.remove(KeyPath.of("items"));
    file.remove(KeyPath.of("share", "of", "nothing"));
    assertThat(Toml.parse(file.toml()).toJson())
        .isEqualTo(
            Toml.parse(
                    """
                    name = 'a "b" \\ c'
                    number = ["no", "number"]
                    share = 0.5
                    on = true
                    [table."example.com"]
                    list = [{a = "x!"}, "y!"]
                    [new.inner]
                    key = "value"
                    """)
                .toJson());
    assertThat(file.names("table")).containsExactly("example.com");
    assertThat(file.has("items")).isFalse();
  }

  @Test
  void whatIsNoTomlIsRefused() {
    assertThatThrownBy(() -> Altered.of("").set("key", "{", text -> text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key = { is no setting");
  }
}
