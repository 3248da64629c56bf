package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.config.ByteSize;
import weir.config.SettingsCheck;

class ResolverSettingsTest {

  @Test
  void everySettingIsDocumented() {
    SettingsCheck.documented(ResolverSettings.class);
  }

  @Test
  void theDefaultsAreThoseOfAnEmptyFile() {
    assertThat(SettingsCheck.defaults(ResolverSettings.class)).isEqualTo(ResolverSettings.DEFAULT);
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            SettingsCheck.everyKey(
                ResolverSettings.class,
                """
                servers = ["192.0.2.1", "[2001:db8::1]:5353"]
                deadline = "6s"
                patience = "2s"
                retry-down = "3s"
                in-flight = 100
                memory = "1MB"
                min-ttl = "1s"
                max-ttl = "2h"
                max-negative-ttl = "1m"
                bare-negative-ttl = "10s"
                failure-ttl = "1s"
                """))
        .isEqualTo(
            new ResolverSettings(
                List.of("192.0.2.1", "[2001:db8::1]:5353"),
                Duration.ofSeconds(6),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                100,
                ByteSize.parse("1MB"),
                Duration.ofSeconds(1),
                Duration.ofHours(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1)));
  }

  @Test
  void whatIsNoNameServerIsAMistake() {
    assertThat(SettingsCheck.mistakes(ResolverSettings.class, "servers = [\"ns.example\"]"))
        .singleElement()
        .asString()
        .contains("servers", "ns.example");
    assertThat(
            SettingsCheck.mistakes(ResolverSettings.class, "min-ttl = \"40m\"\nmax-ttl = \"1m\""))
        .hasSize(1);
  }
}
