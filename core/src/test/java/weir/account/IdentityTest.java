package weir.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ann@example.com",
    "ann+example.com, ann@example.com",
    "ann%example.com, ann@example.com",
    "Ann@EXAMPLE.com., ann@example.com",
    "ann+news@example.com, ann+news@example.com",
    "ann%x@example.com, ann%x@example.com",
    "ann+news, ann+news",
    "ann, ann",
    "ann@bücher.example, ann@xn--bcher-kva.example",
    "ann+bücher.example, ann@xn--bcher-kva.example",
    "@example.com, @example.com"
  })
  void spellingsOfALoginAreOne(String written, String name) {
    assertThat(Identity.Login.of(written)).isEqualTo(new Identity.Login(name));
  }

  @Test
  void aUidIsOfItsHost() {
    assertThat(new Identity.LocalUser("web1", 2001))
        .isNotEqualTo(new Identity.LocalUser("web2", 2001));
  }
}
