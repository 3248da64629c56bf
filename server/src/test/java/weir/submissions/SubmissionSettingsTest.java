package weir.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import weir.agent.submission.SubmissionLimits;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

class SubmissionSettingsTest {
  private static Binding<SubmissionSettings> read(String text) {
    return new Binder(Values.standard()).text(SubmissionSettings.class, text, Path.of("/t/s.toml"));
  }

  private static SubmissionLimits limits(String text) {
    return ((Binding.Bound<SubmissionSettings>) read(text)).value().limits();
  }

  @Test
  void anEmptyFileHoldsNobody() {
    SubmissionLimits limits = limits("");
    assertThat(limits.user().messages()).isZero();
    assertThat(limits.script().messages()).isZero();
    assertThat(limits.site().messages()).isZero();
    assertThat(limits.over()).isEqualTo(SubmissionLimits.Over.DENY);
  }

  @Test
  void limitsAreOfTheTimeThatIsSet() {
    SubmissionLimits limits =
        limits("script = 20\nwithin = \"10m\"\nover = \"tempfail\"\nformmails = [\"/a.php\"]");
    assertThat(limits.script()).isEqualTo(new Limit(20, Duration.ofMinutes(10)));
    assertThat(limits.formmails()).containsExactly("/a.php");
    assertThat(limits.over()).isEqualTo(SubmissionLimits.Over.TEMPFAIL);
    assertThat(read("script = 10001")).isInstanceOf(Binding.Refused.class);
  }

  @Test
  void whereSitesLieIsReadAndWhatIsNoPatternIsRefusedWithItsReason() {
    String plesk = "sites = [\"/var/www/vhosts/{site}/httpdocs\"]";
    assertThat(limits(plesk).folders().of("/var/www/vhosts/shop.example/httpdocs/x.php"))
        .hasValueSatisfying(it -> assertThat(it.name()).isEqualTo("shop.example"));
    assertThat(read("sites = [\"/home/{name}\"]"))
        .isInstanceOfSatisfying(
            Binding.Refused.class,
            it -> assertThat(it.mistakes().toString()).contains("neither {site} nor {user}"));
  }
}
