package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

class HopSettingsTest {

  private static Binding<HopSettings.Smtp> read(String toml) {
    return new Binder(Values.standard())
        .text(HopSettings.Smtp.class, toml, Path.of("/test/weir.toml"));
  }

  @Test
  void anAddressIsAllThatIsNeeded() {
    HopSettings.Smtp settings = TestHops.bound(HopSettings.Smtp.class, "address = '[::1]:25'");

    assertThat(settings.identity()).isEqualTo(HopSettings.Identity.XFORWARD);
    assertThat(settings.tls()).isEqualTo(HopSettings.Encryption.OPPORTUNISTIC);
    assertThat(settings.limits().maxMessages()).isEqualTo(100);
    assertThat(settings.limits().maxErrors()).isEqualTo(5);
    assertThat(settings.limits().idleTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.limits().dotTimeout()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aPasswordIsNeverSentInTheClear() {
    Binding<HopSettings.Smtp> binding =
        read("address = 'mail.example.com:25'\nlogin = 'a'\npassword = 'b'");

    assertThat(binding).isInstanceOf(Binding.Refused.class);
    assertThat(((Binding.Refused<HopSettings.Smtp>) binding).mistakes().getFirst().toString())
        .contains("tls");
  }

  @Test
  void aLoginWithoutAPasswordIsAMistake() {
    assertThat(read("address = 'mail.example.com:25'\ntls = 'required'\nlogin = 'a'"))
        .isInstanceOf(Binding.Refused.class);
  }
}
